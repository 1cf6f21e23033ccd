import type { Mirror } from './mirror.ts'
import {
  EMPTY_TREE,
  FILE_MODE,
  FOLDER_MODE,
  type GitObject,
  type ObjectKind,
  oidOf,
  readTree,
  type Tree,
  type TreeEntry,
  writeTree,
} from './objects.ts'
import { refused } from '../verify/refusal.ts'

/** Folders that are remembered; a history of thousands of commits reads most of them several times. */
const MOST_TREES = 4096

/** Files by their paths; null removes one. */
export type Files = ReadonlyMap<string, string | null>

/** Objects that are made and not kept yet, on top of those of a mirror. */
export interface Batch {
  objects: ReadonlyMap<string, GitObject>
  put(kind: ObjectKind, body: Buffer): string
  tree(oid: string): Promise<Tree>
  /** The text of a file in a root folder; null where there is none. */
  read(root: string, path: string): Promise<string | null>
  /** The root folder with these files written; only the folders on their paths are made again. */
  write(root: string, files: Files): Promise<string>
}

export function createBatch(mirror: Pick<Mirror, 'read'>): Batch {
  const objects = new Map<string, GitObject>()
  const trees = new Map<string, Tree>()

  const put = (kind: ObjectKind, body: Buffer): string => {
    const object = { kind, body }
    const oid = oidOf(object)
    objects.set(oid, object)
    return oid
  }

  const remember = (oid: string, tree: Tree): Tree => {
    if (trees.size >= MOST_TREES) trees.clear()
    trees.set(oid, tree)
    return tree
  }

  const tree = async (oid: string): Promise<Tree> => {
    const known = oid === EMPTY_TREE ? new Map<string, TreeEntry>() : trees.get(oid)
    if (known) return known
    const read = readTree(objects.get(oid)?.body ?? (await mirror.read(oid, 'tree')))
    if (!read) throw refused('path')
    return remember(oid, read)
  }

  const read = async (root: string, path: string): Promise<string | null> => {
    let oid = root
    const parts = path.split('/')
    for (const [index, part] of parts.entries()) {
      const entry = (await tree(oid)).get(part)
      const isFolder = index < parts.length - 1
      if (!entry || isFolder !== (entry.mode === FOLDER_MODE)) return null
      oid = entry.oid
    }
    return (objects.get(oid)?.body ?? (await mirror.read(oid, 'blob'))).toString('utf8')
  }

  const write = async (root: string, files: Files): Promise<string> => {
    const changed = new Map(await tree(root))
    const folders = new Map<string, Map<string, string | null>>()
    for (const [path, text] of files) {
      const cut = path.indexOf('/')
      if (cut >= 0) {
        const name = path.slice(0, cut)
        const inner = folders.get(name) ?? new Map<string, string | null>()
        folders.set(name, inner.set(path.slice(cut + 1), text))
      } else if (text === null) changed.delete(path)
      else changed.set(path, { mode: FILE_MODE, oid: put('blob', Buffer.from(text)) })
    }
    for (const [name, inner] of folders) {
      const oid = await write(changed.get(name)?.oid ?? EMPTY_TREE, inner)
      if (oid === EMPTY_TREE) changed.delete(name)
      else changed.set(name, { mode: FOLDER_MODE, oid })
    }
    if (changed.size === 0) return EMPTY_TREE
    const oid = put('tree', writeTree(changed))
    remember(oid, changed)
    return oid
  }

  return { objects, put, tree, read, write }
}
