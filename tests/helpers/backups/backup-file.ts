import { buffer } from 'node:stream/consumers'
import {
  type BackedUpConnector,
  type BackupContent,
  toManifest,
} from '../../../src/main/topics/workspace-backups/format.ts'
import { encryptLines, toLines } from '../../../src/main/topics/workspace-backups/write.ts'
import { wordpress } from '../samples.ts'
import { cheap } from '../test-app.ts'

const NOW = '2026-01-02T03:04:05.000Z'

/** A backup of a workspace with one WordPress connector, as another Patchbay would have written it. */
export async function makeBackupFile(passphrase: string, scryptCost?: number): Promise<Buffer> {
  const by = { createdAt: NOW, createdBy: 'eve', createdByName: 'Eve', updatedAt: NOW, updatedByName: 'Eve' }
  const secrets = Object.fromEntries(
    Object.entries(wordpress.auth).map(([field, value]) => [`auth.${field}`, { value, updatedAt: NOW }]),
  )
  const connector = {
    ...{
      id: 'connector-of-eve',
      name: wordpress.name,
      catalogKey: 'wordpress',
      catalogVersion: '1.0.0',
      status: 'active' as const,
    },
    ...{
      statusMessage: null,
      statusCause: null,
      config: wordpress.config,
      tags: [],
      secretExpiresAt: null,
      secrets,
      ...by,
    },
    ...{ description: '', colour: null, isPinned: false },
  }
  const workspace = { id: 'workspace-of-eve', name: 'Of Eve', colour: 'pink' as const, views: [] }
  return encryptContents([{ workspace, connectors: [connector] }], passphrase, scryptCost)
}

/** A backup of these workspaces, and of no catalog entry; trying its passphrase takes little work. */
export async function encryptContents(
  contents: BackupContent[],
  passphrase: string,
  scryptCost = cheap.scryptCost,
): Promise<Buffer> {
  const countSecrets = (connectors: BackedUpConnector[]) =>
    connectors.reduce((sum, { secrets }) => sum + Object.keys(secrets).length, 0)
  const manifest = toManifest(
    contents.map(({ workspace, connectors }) => ({
      ...{ ...workspace, connectors: connectors.length, secrets: countSecrets(connectors) },
      ...{ unreadable: 0, references: 0 },
    })),
    { program: '1.0.0', createdAt: NOW },
  )
  const lines = {
    entries: await toLines([]),
    workspaces: await Promise.all(contents.map((one) => toLines(one.connectors))),
  }
  return buffer(await encryptLines(manifest, lines, Buffer.from(passphrase), scryptCost))
}
