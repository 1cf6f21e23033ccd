import * as z from 'zod'
import type { Passphrase } from '../../../contract/passphrase.ts'
import { JsonObject } from '../../../contract/common.ts'
import { type BackupManifest, BackupManifest as Manifest } from '../../../contract/groups/workspace-backups.ts'
import { toPlainJson } from '../../core/plain-json.ts'
import { agePassphraseIdentity } from '../../secrets/passphrase/age.ts'
import { cryptoError } from '../../secrets/keys/errors.ts'
import {
  BackedUpConnector,
  type BackupContent,
  type BackupDocument,
  createDigest,
  FORMAT_VERSION,
  Header,
  type OpenedBackup,
  backupError,
} from './format.ts'

/** As much as is decrypted in one go. */
const CHUNK = 64 * 1024

/** Bytes of the part of an age file that names who can open it. */
const MAX_AGE_HEADER = 16 * 1024

/** Characters of a line: as many as a value that comes from outside may have. */
const MAX_LINE = 4 * 1024 * 1024

/** Where between two pieces something else may go on; it throws to end the reading. */
type Step = () => Promise<unknown> | undefined

/** The first line of every age file. */
const AGE_LINE = 'age-encryption.org/v1\n'

/** How the text begins that `age -a` writes, after blanks at most. */
const ARMOR = /^\s*-----BEGIN AGE ENCRYPTED FILE-----/

const ARMOR_BEGIN = '-----BEGIN AGE ENCRYPTED FILE-----\n'
const ARMOR_END = '\n-----END AGE ENCRYPTED FILE-----'
/** Lines of 64 characters, 48 bytes each, that are decoded in one go: about 25 ms. */
const ARMOR_LINES = 16 * 1024

/**
 * The bytes of an age file, also of one that was written as text, which is decoded in slices. Throws `invalid` for text
 * that is damaged.
 */
export async function withoutArmor(bytes: Uint8Array, step: Step): Promise<Uint8Array> {
  if (!ARMOR.test(Buffer.from(bytes.subarray(0, CHUNK)).toString('latin1'))) return bytes
  const { armor } = await import('age-encryption')
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .toString('latin1')
    .trim()
    .replaceAll('\r\n', '\n')
  if (!text.startsWith(ARMOR_BEGIN) || !text.endsWith(ARMOR_END)) throw backupError('damaged')
  const body = text.slice(ARMOR_BEGIN.length, -ARMOR_END.length)
  const pieces: Uint8Array[] = []
  const sliceLength = ARMOR_LINES * 65
  for (let at = 0; at === 0 || at < body.length; at += sliceLength) {
    const slice = body.slice(at, at + sliceLength)
    const isLast = at + sliceLength >= body.length
    if (!isLast && !slice.endsWith('\n')) throw backupError('damaged')
    const piece = decodeArmor(armor, isLast ? slice : slice.slice(0, -1))
    if (!isLast && piece.length !== ARMOR_LINES * 48) throw backupError('damaged')
    pieces.push(piece)
    await step()
  }
  return Buffer.concat(pieces)
}

function decodeArmor(armor: { decode(text: string): Uint8Array }, slice: string): Uint8Array {
  try {
    return armor.decode(ARMOR_BEGIN + slice + ARMOR_END)
  } catch {
    throw backupError('damaged')
  }
}

/**
 * Opens a backup with its passphrase and checks all of it. Throws `invalid` with the reason where the file or the
 * passphrase is not right, and `unavailable` where this system could not decrypt it.
 */
export async function openBackup(bytes: Uint8Array, passphrase: Passphrase, step: Step): Promise<OpenedBackup> {
  const start = Buffer.from(bytes.subarray(0, MAX_AGE_HEADER)).toString('latin1')
  if (!start.startsWith(AGE_LINE)) throw backupError('foreign')
  // One passphrase needs 150 characters; whatever goes on for longer is not even parsed.
  if (bytes.length > MAX_AGE_HEADER && !start.includes('\n--- ')) throw backupError('no_passphrase_file')
  const { Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  decrypter.addIdentity(agePassphraseIdentity(passphrase, backupError))
  const fileKey = await decrypter.decryptHeader(bytes).catch(throwReadError)
  const { manifest } = await readBackup(bytes, fileKey, step)
  return { manifest, fileKey }
}

/** What is in a backup whose file key is known. Throws `invalid` where it is damaged, foreign or newer. */
export async function readBackup(
  bytes: Uint8Array,
  fileKey: Uint8Array,
  step: Step,
): Promise<BackupDocument & { manifest: BackupManifest }> {
  const lines = linesOf(bytes, fileKey, step)
  const next = async () => {
    const { value, done } = await lines.next()
    return done ? null : value
  }
  const take = async <T extends z.ZodType>(count: number, hash: string, schema: T): Promise<z.output<T>[]> => {
    const digest = createDigest()
    const values: z.output<T>[] = []
    for (let row = 0; row < count; row += 1) {
      const line = await next()
      if (line === null) throw backupError('damaged')
      digest.update(`${line}\n`)
      values.push(readLine(line, schema))
      await step()
    }
    if (digest.digest('hex') !== hash) throw backupError('damaged')
    return values
  }
  const header = readHeader((await next()) ?? '')
  const entries = await take(header.entries.count, header.entries.sha256, JsonObject)
  const contents: BackupContent[] = []
  for (const {
    connectors: count,
    sha256,
    secrets: _,
    unreadable: __,
    references: ___,
    ...workspace
  } of header.workspaces)
    contents.push({ workspace, connectors: await take(count, sha256, BackedUpConnector) })
  if ((await next()) !== null) throw backupError('damaged')
  return { manifest: Manifest.parse(header), entries, contents }
}

/** The lines of a backup. Throws `invalid` where it is damaged, which may be at its last byte. */
async function* linesOf(bytes: Uint8Array, fileKey: Uint8Array, step: Step): AsyncGenerator<string, void> {
  const { Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  decrypter.addIdentity({ unwrapFileKey: () => fileKey })
  let at = 0
  const source = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (at >= bytes.length) return controller.close()
      controller.enqueue(bytes.subarray(at, (at += CHUNK)))
    },
  })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line: string[] = []
  let length = 0
  const decrypted = (await decrypter.decrypt(source).catch(throwReadError)).getReader()
  for (;;) {
    const { value, done } = await decrypted.read().catch(throwReadError)
    const [first = '', ...more] = decode(decoder, value).split('\n')
    line.push(first)
    length += first.length
    if (length > MAX_LINE) throw backupError('damaged')
    const last = more.pop()
    if (last !== undefined) {
      yield line.join('')
      yield* more
      line = [last]
      length = last.length
    }
    if (done) break
    await step()
  }
  if (length > 0) throw backupError('damaged')
}

/** age-encryption and what it is made of say with a plain Error what is wrong with a file; anything else is no fault of it. */
const throwReadError = (error: unknown): never => {
  const isOfFile = error instanceof Error && error.constructor === Error && !('code' in error)
  throw isOfFile ? backupError('damaged') : cryptoError('backup', error)
}

/** Without bytes it ends the text, which must not stop within a character. */
function decode(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array | undefined): string {
  try {
    return decoder.decode(bytes, { stream: bytes !== undefined })
  } catch {
    throw backupError('damaged')
  }
}

function readHeader(line: string): z.infer<typeof Header> {
  const json = parse(line)
  const claim = z.object({ format: z.literal('patchbay-backup'), version: z.number() }).safeParse(json)
  if (!claim.success) throw backupError('foreign')
  if (claim.data.version > FORMAT_VERSION) throw backupError('newer')
  const header = Header.safeParse(json)
  if (!header.success) throw backupError('damaged')
  return header.data
}

function readLine<T extends z.ZodType>(line: string, schema: T): z.output<T> {
  const value = schema.safeParse(parse(line))
  if (!value.success) throw backupError('damaged')
  return value.data
}

/** Null for what is no JSON; a property named __proto__ gets no further. */
function parse(line: string): unknown {
  try {
    return toPlainJson(JSON.parse(line))
  } catch {
    return null
  }
}
