import { buffer } from 'node:stream/consumers'
import { encryptBackup, toManifest } from '../../src/main/services/workspace-backup-file.ts'
import { wordpress } from './samples.ts'

const NOW = '2026-01-02T03:04:05.000Z'

/** A backup of a workspace with one WordPress connector, as another Patchbay would have written it. */
export async function makeBackupFile(passphrase: string, name = wordpress.name): Promise<Buffer> {
  const by = { createdAt: NOW, createdBy: 'eve', createdByName: 'Eve', updatedAt: NOW, updatedByName: 'Eve' }
  const secrets = Object.fromEntries(
    Object.entries(wordpress.auth).map(([field, value]) => [`auth.${field}`, { value, updatedAt: NOW }]),
  )
  const connector = {
    ...{ id: 'connector-of-eve', name, catalogKey: 'wordpress', catalogVersion: '1.0.0', status: 'active' as const },
    ...{ statusMessage: null, config: wordpress.config, tags: [], secretExpiresAt: null, secrets, ...by },
  }
  const workspace = { id: 'workspace-of-eve', name: 'Of Eve', colour: 'pink' as const }
  const contents = [{ workspace, connectors: [connector] }]
  const manifest = toManifest(contents, { program: '1.0.0', createdAt: NOW })
  return buffer(await encryptBackup(manifest, { entries: [], contents }, passphrase))
}
