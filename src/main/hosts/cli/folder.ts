import { mkdir, readdir, rm, rmdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

/** More files than any workspace has: a folder with more was named by mistake. */
const MOST = 100_000

/**
 * The paths of the regular files below a directory, with slashes and sorted; links are not followed, and what begins with a dot
 * is left out. Rejects as Node does, also where there are too many.
 */
export async function listFolder(directory: string): Promise<string[]> {
  const paths: string[] = []
  const walk = async (path: string): Promise<void> => {
    for (const entry of await readdir(join(directory, path), { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue
      const inside = path === '' ? entry.name : `${path}/${entry.name}`
      if (entry.isDirectory()) await walk(inside)
      else if (entry.isFile()) paths.push(inside)
      if (paths.length > MOST) throw Object.assign(new Error('Too many files'), { code: 'EFBIG' })
    }
  }
  await walk('')
  return paths.sort()
}

/**
 * Makes a directory and those above it, readable for its owner alone, unless it is there; answers the paths of those that
 * were not, the outer ones first.
 */
export async function makeFolder(path: string): Promise<string[]> {
  const outermost = await mkdir(path, { recursive: true, mode: 0o700 })
  if (outermost === undefined) return []
  const folders: string[] = []
  for (let at = resolve(path); at.length >= resolve(outermost).length; at = dirname(at)) folders.unshift(at)
  return folders
}

/** Removes a directory unless something is in it. */
export async function removeEmptyFolder(path: string): Promise<void> {
  try {
    await rmdir(path)
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

/** Removes a file. */
export const removeFile = (path: string): Promise<void> => rm(path, { force: true })
