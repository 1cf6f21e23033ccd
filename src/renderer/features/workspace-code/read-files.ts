import { appError } from '../../../contract/errors.ts'
import { isCodePath, UNFINISHED_EXPORT } from '../../../shared/text/code-files.ts'
import { MAX_CODE } from '../../../shared/limits.ts'

/** A file of a workspace as code, by its path in the folder that was chosen. */
export interface CodeText {
  path: string
  text: string
}

/**
 * Reads the YAML files among those that somebody chose; `step` runs after each. Throws `unavailable` for a file that cannot be
 * read, `invalid` where all of them are too large, `conflict` for a folder that is between two exports.
 */
export async function readCodeFiles(
  chosen: readonly File[],
  step: (done: number, total: number) => void,
): Promise<CodeText[]> {
  const all = chosen.map((file) => ({ file, path: pathOf(file) }))
  const note = all.find(({ path }) => path === UNFINISHED_EXPORT)
  if (note) throw appError('unfinished_export', { path: folderOf(note.file) })
  const files = all.filter(({ path }) => isCodePath(path))
  if (files.reduce((sum, { file }) => sum + file.size, 0) > MAX_CODE)
    throw appError('large_code', { limit: MAX_CODE / 1024 / 1024 })
  const read: CodeText[] = []
  for (const { file, path } of files) {
    const text = await file.text().catch(() => null)
    if (text === null) throw appError('unreadable_file')
    read.push({ path, text })
    step(read.length, files.length)
  }
  return read.toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

const folderOf = ({ webkitRelativePath }: File): string => webkitRelativePath.split('/')[0] ?? ''

/** The path below the chosen folder; of a file that was chosen alone its name. */
const pathOf = ({ name, webkitRelativePath }: File): string =>
  webkitRelativePath === '' ? name : webkitRelativePath.slice(webkitRelativePath.indexOf('/') + 1)
