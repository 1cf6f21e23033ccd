import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'

export type ObjectKind = 'commit' | 'tree' | 'blob'

export interface GitObject {
  kind: ObjectKind
  body: Buffer
}

export interface TreeEntry {
  mode: string
  oid: string
}

/** A folder: what it holds by name. */
export type Tree = ReadonlyMap<string, TreeEntry>

export const FOLDER_MODE = '40000'
export const FILE_MODE = '100644'
export const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904'

/** What git calls an object. */
export const oidOf = ({ kind, body }: GitObject): string =>
  createHash('sha1').update(`${kind} ${body.length}\0`).update(body).digest('hex')

const ASCII = /^[\x20-\x7e]+$/

/** The entries of a tree object; null where it is damaged or a name appears twice. */
export function readTree(body: Buffer): Map<string, TreeEntry> | null {
  const tree = new Map<string, TreeEntry>()
  // One text for all names takes a fraction of the time that one for each takes.
  const text = body.toString('latin1')
  for (let at = 0; at < body.length;) {
    const space = text.indexOf(' ', at)
    const end = text.indexOf('\0', space)
    if (space < 0 || end < 0) return null
    const plain = text.slice(space + 1, end)
    const name = ASCII.test(plain) ? plain : body.toString('utf8', space + 1, end)
    if (tree.has(name)) return null
    tree.set(name, { mode: text.slice(at, space), oid: body.toString('hex', end + 1, end + 21) })
    at = end + 21
  }
  return tree
}

/** A tree object, in the order that git demands: a folder sorts as if its name ended with a slash. */
export function writeTree(tree: Tree): Buffer {
  const sortKey = ([name, { mode }]: [string, TreeEntry]) => Buffer.from(mode === FOLDER_MODE ? `${name}/` : name)
  const entries = [...tree].sort((one, other) => Buffer.compare(sortKey(one), sortKey(other)))
  return Buffer.concat(
    entries.flatMap(([name, { mode, oid }]) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')]),
  )
}

const KIND_NUMBERS: Record<ObjectKind, number> = { commit: 1, tree: 2, blob: 3 }

/** Objects as one pack of version 2 (gitformat-pack), which git checks and keeps in one step. */
export function packObjects(objects: readonly GitObject[]): Buffer {
  const head = Buffer.alloc(12)
  head.write('PACK')
  head.writeUInt32BE(2, 4)
  head.writeUInt32BE(objects.length, 8)
  const parts = [
    head,
    ...objects.flatMap(({ kind, body }) => [sizeBytes(kind, body.length), deflateSync(body, { level: 1 })]),
  ]
  const body = Buffer.concat(parts)
  return Buffer.concat([body, createHash('sha1').update(body).digest()])
}

/** Kind and size: four bits of the size in the first byte, seven in each that follows, the lowest first. */
function sizeBytes(kind: ObjectKind, size: number): Buffer {
  const bytes = [(KIND_NUMBERS[kind] << 4) | (size & 15)]
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 128
    bytes.push(rest & 127)
  }
  return Buffer.from(bytes)
}
