import { createHash } from 'node:crypto'
import * as z from 'zod'
import { Id, Instant, JsonObject } from '../../contract/common.ts'
import { ConnectorStatus } from '../../contract/connectors.ts'
import { AppError } from '../../contract/errors.ts'
import { BackedUpWorkspace, type BackupManifest, BackupManifest as Manifest } from '../../contract/workspace-backups.ts'
import { toPlainJson } from '../plain-json.ts'
import { agePassphraseIdentity, agePassphraseRecipient, type PassphraseProblem } from '../secrets/age-passphrase.ts'

/** The newest format that this program writes and reads. */
const VERSION = 1

/** A connector as a backup holds it, with its secrets in the open: the file around it is encrypted. */
export const BackedUpConnector = z.object({
  id: Id,
  name: z.string().min(1).max(300),
  catalogKey: z.string().max(100),
  catalogVersion: z.string().max(100),
  status: ConnectorStatus,
  statusMessage: z.string().nullable(),
  config: JsonObject,
  tags: z.array(z.string()),
  secretExpiresAt: z.string().nullable(),
  /** By dotted path, as `connectors.auth` has them. */
  secrets: z.record(z.string(), z.object({ value: z.unknown(), updatedAt: Instant })),
  createdAt: Instant,
  createdBy: z.string(),
  createdByName: z.string(),
  updatedAt: Instant,
  updatedByName: z.string(),
})

export type BackedUpConnector = z.infer<typeof BackedUpConnector>

/** A workspace and what is in it. */
export interface BackupContent {
  workspace: Omit<BackedUpWorkspace, 'connectors' | 'secrets'>
  connectors: BackedUpConnector[]
}

/** All that is in a backup. */
export interface BackupDocument {
  /** Catalog entries that were imported, in the format of catalog files, so that their connectors work elsewhere. */
  entries: Record<string, unknown>[]
  contents: BackupContent[]
}

/** A backup whose passphrase was right; the file key opens it again without the work of a passphrase. */
export interface OpenedBackup {
  manifest: BackupManifest
  fileKey: Uint8Array
}

/** The first line of a backup. Every further line is one catalog entry or, in the order of the workspaces, one connector. */
const Header = Manifest.extend({
  format: z.literal('patchbay-backup'),
  entries: z.object({ count: z.number(), sha256: z.string() }),
  workspaces: z.array(BackedUpWorkspace.extend({ sha256: z.string() })).max(1000),
})

/** What a backup with these contents says of itself. */
export const toManifest = (
  contents: BackupContent[],
  made: { program: string; createdAt: string },
): BackupManifest => ({
  version: VERSION,
  ...made,
  workspaces: contents.map(({ workspace, connectors }) => ({
    ...workspace,
    connectors: connectors.length,
    secrets: connectors.reduce((sum, { secrets }) => sum + Object.keys(secrets).length, 0),
  })),
})

/** The backup as an age v1 file (https://age-encryption.org/v1) that the passphrase opens, in pieces. */
export async function encryptBackup(
  manifest: BackupManifest,
  { entries, contents }: BackupDocument,
  passphrase: string,
): Promise<AsyncIterable<Uint8Array>> {
  const { Encrypter, Stanza } = await import('age-encryption')
  const entriesText = toLines(entries)
  const texts = contents.map(({ connectors }) => toLines(connectors))
  const header: z.infer<typeof Header> = {
    format: 'patchbay-backup',
    ...manifest,
    entries: { count: entries.length, sha256: sha256(entriesText) },
    workspaces: manifest.workspaces.map((workspace, index) => ({ ...workspace, sha256: sha256(texts[index] ?? '') })),
  }
  const encrypter = new Encrypter()
  encrypter.addRecipient(agePassphraseRecipient(passphrase, Stanza))
  return encrypter.encrypt(new Blob([toLines([header]), entriesText, ...texts]).stream())
}

/** Opens a backup with its passphrase and checks all of it. Throws `invalid` with the reason. */
export async function openBackup(bytes: Uint8Array, passphrase: string): Promise<OpenedBackup> {
  const { Decrypter } = await import('age-encryption')
  let problem: PassphraseProblem | null = null
  let fileKey: Uint8Array
  try {
    const decrypter = new Decrypter()
    decrypter.addIdentity(agePassphraseIdentity(passphrase, (told) => (problem = told)))
    fileKey = await decrypter.decryptHeader(bytes)
  } catch (error) {
    if (problem) throw refuse(problem)
    throw error instanceof Error && error.message === 'invalid header HMAC' ? refuse('damaged') : refuse('foreign')
  }
  const { manifest } = await readBackup(bytes, fileKey)
  return { manifest, fileKey }
}

/** What is in a backup whose file key is known. Throws `invalid` where it is damaged, foreign or newer. */
export async function readBackup(
  bytes: Uint8Array,
  fileKey: Uint8Array,
): Promise<BackupDocument & { manifest: BackupManifest }> {
  const { Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  decrypter.addIdentity({ unwrapFileKey: () => fileKey })
  const text = await decrypter.decrypt(bytes, 'text').catch(() => {
    throw refuse('damaged')
  })
  const end = text.indexOf('\n')
  const header = readHeader(text.slice(0, end))
  const lines = text.slice(end + 1).split('\n')
  let next = 0
  const take = <T extends z.ZodType>(count: number, hash: string, schema: T): z.output<T>[] => {
    const own = lines.slice(next, next + count)
    next += count
    if (own.length !== count || sha256(own.map((line) => `${line}\n`).join('')) !== hash) throw refuse('damaged')
    return own.map((line) => readLine(line, schema))
  }
  const entries = take(header.entries.count, header.entries.sha256, JsonObject)
  const contents = header.workspaces.map(({ connectors: count, secrets: _, sha256: hash, ...workspace }) => ({
    workspace,
    connectors: take(count, hash, BackedUpConnector),
  }))
  if (next !== lines.length - 1 || lines[next] !== '') throw refuse('damaged')
  return { manifest: Manifest.parse(header), entries, contents }
}

function readHeader(line: string): z.infer<typeof Header> {
  const json = parse(line)
  const claim = z.object({ format: z.literal('patchbay-backup'), version: z.number() }).safeParse(json)
  if (!claim.success) throw refuse('foreign')
  if (claim.data.version > VERSION) throw refuse('newer')
  const header = Header.safeParse(json)
  if (!header.success) throw refuse('damaged')
  return header.data
}

function readLine<T extends z.ZodType>(line: string, schema: T): z.output<T> {
  const value = schema.safeParse(parse(line))
  if (!value.success) throw refuse('damaged')
  return value.data
}

const toLines = (values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('')

/** Null for what is no JSON; a property named __proto__ gets no further. */
function parse(line: string): unknown {
  try {
    return toPlainJson(JSON.parse(line))
  } catch {
    return null
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const REFUSALS = {
  foreign: 'This file is not a Patchbay backup',
  no_passphrase_file: 'This file is not a Patchbay backup: it is not protected by a passphrase alone',
  work_too_high: 'This file asks for more work than a Patchbay backup does, so that it is not opened',
  damaged: 'This backup is damaged; nothing of it was restored',
  newer: 'This backup was made by a newer Patchbay; update this one to restore it',
  wrong_passphrase: 'The passphrase does not open this backup',
} as const

function refuse(problem: keyof typeof REFUSALS): AppError {
  const fields = problem === 'wrong_passphrase' ? { fields: { passphrase: ['does not open this backup'] } } : {}
  const reason = problem === 'wrong_passphrase' ? problem : `${problem}_backup`
  return new AppError('invalid', REFUSALS[problem], { ...fields, reason })
}
