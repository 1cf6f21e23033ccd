import { dirname, join } from 'node:path'
import { appError } from '../../../../contract/errors.ts'
import type { CodeFile } from '../../../../contract/groups/files/workspace-code.ts'
import { UNFINISHED_EXPORT } from '../../../../shared/text/code-files.ts'
import { CODE_FILE } from '../../../../shared/limits.ts'
import { fileError } from '../../../platform/file-errors.ts'
import type { UnfinishedFiles } from '../../../platform/unfinished-files.ts'
import { followWork } from '../comfort/progress-bar.ts'
import { terminal } from '../terminal.ts'

const NOTE = `This folder is between two exports of Patchbay, as the last one did not finish. Repeat "patchbay export".\n`

/**
 * Makes a folder hold files of a workspace, and removes those of connectors that are gone; all other files stay. What fails
 * leaves the folder as it was. Where that cannot be, as after a kill, a note stays in it, with which no plan reads it.
 */
export async function writeFolder(out: string, files: readonly CodeFile[], unfinished: UnfinishedFiles) {
  const inFolder = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw fileError('write', out, error)
    }
  }
  const newFolders: string[] = []
  const makeFolder = async (path: string): Promise<void> =>
    void newFolders.push(...(await inFolder(() => terminal.makeFolder(path))))
  const write = async (path: string, text: string): Promise<void> => {
    const target = join(out, path)
    await makeFolder(dirname(target))
    const file = await terminal.openFile(target, unfinished)
    try {
      await file.write(text)
      await file.commit()
    } catch (error) {
      await file.abort()
      throw error
    }
  }
  const textOf = async (path: string): Promise<string> => (await terminal.read(join(out, path))).toString('utf8')
  const remove = (path: string): Promise<void> => inFolder(() => terminal.remove(join(out, path)))

  await makeFolder(out)
  const present = new Set(await inFolder(() => terminal.list(out)))
  const known = new Set(files.map(({ path }) => path))
  /** What each file was that is to change; null for one that was not there. */
  const former = new Map<string, string | null>()
  const changes: CodeFile[] = []
  for (const file of files) {
    terminal.assertWanted()
    const text = present.has(file.path) ? await inFolder(() => textOf(file.path)) : null
    if (text === file.text) continue
    former.set(file.path, text)
    changes.push(file)
  }
  const leftover = [...present].filter((path) => CODE_FILE.test(path) && !known.has(path))
  for (const path of leftover) former.set(path, await inFolder(() => textOf(path)))
  const isUnfinished = (await inFolder(() => terminal.stat(join(out, UNFINISHED_EXPORT)))) !== null
  if (former.size === 0 && !isUnfinished) return { written: 0, removed: 0 }

  const done: string[] = []
  const goBack = async () => {
    // What was not there goes first, as the room may be needed.
    for (const path of done) if (former.get(path) === null) await remove(path)
    for (const path of done) {
      const text = former.get(path)
      if (text !== null && text !== undefined) await write(path, text)
    }
    if (!isUnfinished) await remove(UNFINISHED_EXPORT)
    for (const folder of newFolders.toReversed()) await terminal.removeEmptyFolder(folder)
  }
  const progress = () => Promise.resolve({ done: done.length, total: former.size })
  const stop = followWork(progress, ({ done: some, total }) => `${some} of ${total} files`)
  try {
    await write(UNFINISHED_EXPORT, NOTE)
    for (const { path, text } of changes) {
      terminal.assertWanted()
      // Also one that fails after its rename is put back.
      done.push(path)
      await write(path, text)
    }
    for (const path of leftover) {
      done.push(path)
      await remove(path)
    }
    await remove(UNFINISHED_EXPORT)
  } catch (error) {
    // The note stays where the folder cannot be made what it was.
    await goBack().catch(() => undefined)
    throw error
  } finally {
    stop()
  }
  return { written: changes.length, removed: leftover.length }
}

/** Throws `conflict` for a folder that is between two exports. */
export async function assertFinished(folder: string): Promise<void> {
  if (await terminal.stat(join(folder, UNFINISHED_EXPORT))) throw appError('unfinished_export', { path: folder })
}
