import { AsyncLocalStorage } from 'node:async_hooks'
import { appError, AppError } from '../../../contract/errors.ts'
import type { Passphrase } from '../../../contract/passphrase.ts'
import { assertNumbersAreKept } from '../../core/plain-json.ts'
import type { Side } from '../../../shared/secret-places.ts'
import { placeOfJsonError, withoutComments } from '../../../shared/json-text.ts'
import { isObject, jsonOf, type JsonObject } from '../../../shared/json.ts'
import { terminal } from './terminal.ts'

/** The text of a file, `-` for standard input. Throws `invalid` where it cannot be read. */
export async function readText(file: string): Promise<string> {
  const bytes = await readBytes(file)
  const text = bytes.toString('utf8')
  // It may hold secrets.
  bytes.fill(0)
  return text
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    return await terminal.read(file)
  } catch (error) {
    if (error instanceof AppError) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EISDIR') throw appError('directory_named', { file })
    throw appError(code === 'ENOENT' ? 'no_input_file' : 'unreadable_input_file', { file })
  }
}

/**
 * The JSON object in a file, which is the `side` of a connector. The message says where it is broken and never quotes
 * it, since it may hold secrets.
 */
export async function readJsonObject(file: string, side: Side): Promise<JsonObject> {
  const text = (await readText(file)).replace(/^\uFEFF/, '')
  const name = file === '-' ? 'Standard input' : file
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // Templates come with comments.
    value = jsonOf(withoutComments(text))
    if (value === null) throw appError('bad_input_json', { file: name, ...placeOfJsonError(text) })
  }
  assertNumbersAreKept(text, [side])
  if (!isObject(value)) throw appError('no_json_object', { file: name })
  return value
}

/** The text of a file without the line end at its end, as editors leave one. */
export const readValue = async (file: string): Promise<string> => (await readText(file)).replace(/\r?\n$/, '')

/** The passphrase in the first line of the file that the option or, without it, the variable names. */
export const readFirstLine = async (file: string | undefined, variable: string): Promise<Passphrase | undefined> => {
  const path = file ?? terminal.environment[variable]
  if (!path) return undefined
  // Both at once, as each is a way to another process and back where the command was handed over.
  const [line] = await Promise.all([firstLineOf(path), warnOfReaders(path)])
  return terminal.keep(line)
}

/** In bytes that the caller overwrites. */
async function firstLineOf(path: string): Promise<Passphrase> {
  const bytes = await readBytes(path)
  const end = bytes.indexOf('\n')
  const line = end < 0 ? bytes : bytes.subarray(0, bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end)
  const passphrase = Uint8Array.from(line)
  bytes.fill(0)
  return passphrase
}

const CARRIAGE_RETURN = 13

/** A passphrase that others can read protects from nobody on this computer. */
async function warnOfReaders(path: string): Promise<void> {
  const facts = path === '-' || process.platform === 'win32' ? null : await terminal.stat(path)
  if (facts?.kind === 'file' && (facts.mode & 0o077) !== 0)
    terminal.error(`Warning: other accounts can read the passphrase file ${path}. Run chmod 600 on it.`)
}

/** The passphrase of a workspace, from the file that the option or PATCHBAY_PASSPHRASE_FILE names. */
export const readPassphrase = (file: string | undefined): Promise<Passphrase | undefined> =>
  readFirstLine(file, 'PATCHBAY_PASSPHRASE_FILE')

/**
 * The same for a program that runs for long: reads the file whenever it is asked to, so the passphrase is not in memory in
 * between; the caller overwrites the bytes. What came from standard input is kept. Throws `invalid` where it cannot be read.
 */
export async function passphraseReader(file: string | undefined): Promise<(() => Promise<Passphrase>) | undefined> {
  const path = file ?? terminal.environment['PATCHBAY_PASSPHRASE_FILE']
  const present = await readPassphrase(file)
  if (!path || present === undefined) return undefined
  // A command that was handed over reads its own files; this one is the server's.
  const inServer = AsyncLocalStorage.snapshot()
  if (path === '-') return () => Promise.resolve(Uint8Array.from(present))
  present.fill(0)
  return () => inServer(() => firstLineOf(path))
}

/** The passphrase of a backup. Throws `invalid` where neither the option nor the variable names its file. */
export async function readBackupPassphrase(file: string | undefined): Promise<Passphrase> {
  const passphrase = await readFirstLine(file, 'PATCHBAY_BACKUP_PASSPHRASE_FILE')
  if (passphrase === undefined) throw appError('backup_passphrase_needed')
  return passphrase
}
