import { readFile, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { app } from 'electron'
import { isBackupName, MAX_PIECE } from '../../../shared/limits.ts'
import { appError, AppError } from '../../../contract/errors.ts'
import type { AppApi } from '../../../contract/index.ts'
import type { Commands } from './commands.ts'

/** Larger than any backup; the program itself has the exact bound. */
const MAX_BYTES = 64 * 1024 * 1024
/** Bytes of one piece: a multiple of three, which is a multiple of four characters of base64. */
const PIECE_BYTES = Math.floor(MAX_PIECE / 4) * 3

/** More than a person opens in one go; each is offered in a dialog of its own. */
const MAX_FILES = 20
/** The most that a second start may hand over, in bytes. Chromium ends a program that is sent more than 32 KiB. */
const MAX_ARGUMENTS = 24 * 1024
/** Says in the arguments of a start how many files were named that are not among them. */
const LEFT_OUT = '--left-out='

/** Files that the system asks this program to open. */
export interface HandedFiles {
  /** Hears of all files from now on, and of those that came before; `leftOut` counts those that are too many. */
  follow(listener: (paths: string[], leftOut: number) => void): void
}

/** Listens from the very start, since macOS hands a file over before the program is ready. */
export function collectHandedFiles(): HandedFiles {
  let waiting = [filesIn(process.argv, process.cwd())]
  let listener = (paths: string[], leftOut: number): void => void waiting.push({ paths, leftOut })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    if (isBackupName(path)) listener([path], 0)
  })
  app.on('second-instance', (_event, argv, directory) => {
    const { paths, leftOut } = filesIn(argv, directory)
    listener(paths, leftOut)
  })
  return {
    follow: (next) => {
      listener = next
      const before = waiting
      waiting = []
      for (const { paths, leftOut } of before) next(paths, leftOut)
    },
  }
}

const isSwitch = (word: string) => word.startsWith('-')

const isFile = (word: string) => !isSwitch(word) && isBackupName(word)

/** What a start names: the files that are opened, and how many more there are. */
function filesIn(argv: readonly string[], directory: string): { paths: string[]; leftOut: number } {
  const words = argv.slice(1)
  const all = words.filter(isFile).map((path) => resolve(directory, path))
  const before = Number(words.find((word) => word.startsWith(LEFT_OUT))?.slice(LEFT_OUT.length) ?? 0)
  return { paths: all.slice(0, MAX_FILES), leftOut: Math.max(0, all.length - MAX_FILES) + (before || 0) }
}

/**
 * The arguments of a start that has more of them than can be handed to another program, without the files that are too many;
 * null where they are short enough.
 */
export function shorterArguments(argv: readonly string[]): string[] | null {
  const words = argv.slice(1)
  const isShortened = words.some((word) => word.startsWith(LEFT_OUT))
  if (process.platform === 'win32' || isShortened || sizeOf(argv) <= MAX_ARGUMENTS) return null
  let size = sizeOf(words.filter(isSwitch))
  let files = 0
  // What comes first names the program itself where it is not packaged.
  const kept = words.filter((word) => {
    if (isSwitch(word)) return true
    if (size + sizeOf([word]) > MAX_ARGUMENTS || (isBackupName(word) && ++files > MAX_FILES)) return false
    size += sizeOf([word])
    return true
  })
  const leftOut = words.filter(isFile).length - kept.filter(isFile).length
  return [...kept, `${LEFT_OUT}${leftOut}`]
}

const sizeOf = (words: readonly string[]) => words.reduce((sum, word) => sum + Buffer.byteLength(word) + 1, 0)

/**
 * Uploads a backup that the system handed over and asks the window to restore it. Only main knows the path: the page
 * gets the id of the upload, and can name no file to read.
 */
export async function offerBackup(
  path: string,
  { api, commands }: { api: AppApi; commands: Pick<Commands, 'push'> },
): Promise<void> {
  const name = basename(path)
  try {
    commands.push({ kind: 'restore-backup', name, upload: await upload(path, api) })
  } catch (error) {
    const cause = error instanceof AppError ? error : appError('unreadable_handed_file')
    commands.push({ kind: 'refused-file', name, error: cause.toBody() })
  }
}

async function upload(path: string, api: AppApi): Promise<string> {
  // Looked at before it is opened, since opening a pipe waits for a writer.
  const file = await stat(path)
  if (!file.isFile()) throw appError('not_a_file')
  if (file.size > MAX_BYTES) throw appError('large_backup', { limit: MAX_BYTES / 1024 / 1024 })
  const bytes = await readFile(path)
  let id: string | undefined
  for (let at = 0; at === 0 || at < bytes.length; at += PIECE_BYTES) {
    const data = bytes.subarray(at, at + PIECE_BYTES).toString('base64')
    id = (await api.workspaceBackups.upload({ data, ...(id !== undefined && { upload: id }) })).upload
  }
  return id ?? ''
}
