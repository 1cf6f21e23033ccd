import { lstatSync } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { appError, fieldError } from '../../contract/errors.ts'
import { fileError } from './file-errors.ts'
import type { ExportFile } from '../core/context.ts'
import { NOT_REMEMBERED, type UnfinishedFiles } from './unfinished-files.ts'

/**
 * A file that is either wholly the old one or wholly the new one: written beside its place under another name, readable
 * for its owner alone, flushed to the disk and then renamed. Throws `unavailable` with a StoreReason where it cannot be
 * written, `invalid` for a target that is a link or no file.
 */
export async function openAtomicFile(path: string, unfinished: UnfinishedFiles = NOT_REMEMBERED): Promise<ExportFile> {
  const target = resolve(path)
  const directory = dirname(target)
  const withFileError = async <T>(run: () => Promise<T>): Promise<T> => {
    try {
      return await run()
    } catch (error) {
      throw fileError('write', target, error)
    }
  }
  assertRegularFile(target)
  const temporary = unfinished.reserve(directory)
  const handle = await withFileError(() => open(temporary.path, 'wx', 0o600)).catch((error: unknown) => {
    temporary.forget()
    throw error
  })

  return {
    path: target,
    abort: async () => {
      await handle.close()
      await rm(temporary.path, { force: true })
      temporary.forget()
    },
    write: (chunk) => withFileError(() => handle.writeFile(chunk)),
    commit: () =>
      withFileError(async () => {
        await handle.sync()
        await handle.close()
        // Looked at again, because writing may have taken long. A rename replaces a link and never follows it.
        assertRegularFile(target)
        await rename(temporary.path, target)
        await flushDirectory(directory)
        temporary.forget()
      }),
  }
}

/** A rename lasts only once its directory is on the disk; Windows cannot open one and needs no such step. */
async function flushDirectory(directory: string) {
  if (process.platform === 'win32') return
  let handle: FileHandle | undefined
  try {
    handle = await open(directory, 'r')
    await handle.sync()
  } finally {
    await handle?.close()
  }
}

/** Refuses a target that is there and is not a regular file: a link, a directory, a device. */
function assertRegularFile(target: string) {
  try {
    const existing = lstatSync(target, { throwIfNoEntry: false })
    if (!existing || existing.isFile()) return
  } catch (error) {
    throw fileError('write', target, error)
  }
  throw appError('not_a_regular_file', { file: target }, { fields: { out: [fieldError('not_a_file')] } })
}
