import { readFile, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { app } from 'electron'
import { isBackupName, MAX_PIECE } from '../../../shared/limits.ts'
import { AppError } from '../../../contract/errors.ts'
import type { AppApi } from '../../../contract/index.ts'
import type { Commands } from './commands.ts'
import { text } from './text.ts'

/** Larger than any backup; the program itself has the exact bound. */
const MAX_BYTES = 64 * 1024 * 1024
/** Bytes of one piece: a multiple of three, which is a multiple of four characters of base64. */
const PIECE_BYTES = Math.floor(MAX_PIECE / 4) * 3

/** Files that the system asks this program to open. */
export interface HandedFiles {
  /** Hears of every file from now on, and of those that came before. */
  follow(listener: (path: string) => void): void
}

/** Listens from the very start, since macOS hands a file over before the program is ready. */
export function collectHandedFiles(): HandedFiles {
  const early = backupsIn(process.argv, process.cwd())
  let listener: ((path: string) => void) | null = null
  const add = (path: string) => (listener ? listener(path) : early.push(path))
  app.on('open-file', (event, path) => {
    event.preventDefault()
    if (isBackupName(path)) add(path)
  })
  app.on('second-instance', (_event, argv, directory) => backupsIn(argv, directory).forEach(add))
  return {
    follow: (next) => {
      listener = next
      early.splice(0).forEach(next)
    },
  }
}

const backupsIn = (argv: readonly string[], directory: string): string[] =>
  argv
    .slice(1)
    .filter((argument) => !argument.startsWith('-') && isBackupName(argument))
    .map((path) => resolve(directory, path))

/**
 * Uploads a backup that the system handed over and asks the window to restore it. Only main knows the path: the page
 * gets the id of the upload, and can name no file to read.
 */
export async function offerBackup(path: string, { api, commands }: { api: AppApi; commands: Commands }): Promise<void> {
  const name = basename(path)
  try {
    commands.push({ kind: 'restore-backup', name, upload: await upload(path, api) })
  } catch (error) {
    const message = error instanceof AppError ? error.message : text.unreadable
    commands.push({ kind: 'refused-file', name, message })
  }
}

async function upload(path: string, api: AppApi): Promise<string> {
  // Looked at before it is opened, since opening a pipe waits for a writer.
  const file = await stat(path)
  if (!file.isFile()) throw new AppError('invalid', text.notAFile)
  if (file.size > MAX_BYTES) throw new AppError('invalid', text.tooLarge(MAX_BYTES / 1024 / 1024))
  const bytes = await readFile(path)
  let id: string | undefined
  for (let at = 0; at === 0 || at < bytes.length; at += PIECE_BYTES) {
    const data = bytes.subarray(at, at + PIECE_BYTES).toString('base64')
    id = (await api.workspaceBackups.upload({ data, ...(id !== undefined && { upload: id }) })).upload
  }
  return id ?? ''
}
