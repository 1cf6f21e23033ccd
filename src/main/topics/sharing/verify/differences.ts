import type { Batch } from '../git/batch.ts'
import type { Mirror } from '../git/mirror.ts'
import { EMPTY_TREE, FILE_MODE, FOLDER_MODE } from '../git/objects.ts'
import { placeOf } from '../format/layout.ts'
import { refused } from './refusal.ts'
import type { FileChange } from './state.ts'

const MAX_FILE = 1 << 20
const MAX_PATH = 200
/** Folders between the root and a file. */
const MOST_FOLDERS = 2

/**
 * The files that differ between two root folders; equal folders are not read. Names and modes are checked where they change,
 * so they hold everywhere. Throws `history_refused` for what does not belong there.
 */
export async function differences(
  { batch, mirror }: { batch: Batch; mirror: Pick<Mirror, 'read'> },
  before: string,
  after: string,
): Promise<FileChange[]> {
  const changes: FileChange[] = []

  const textOf = async (oid: string): Promise<string> => {
    const body = await mirror.read(oid, 'blob')
    const text = body.toString('utf8')
    if (body.length > MAX_FILE || !Buffer.from(text).equals(body)) throw refused('not_text')
    return text
  }

  const walk = async (old: string, young: string, prefix: string, depth: number): Promise<void> => {
    if (old === young) return
    const [was, is] = await Promise.all([batch.tree(old), batch.tree(young)])
    for (const name of new Set([...was.keys(), ...is.keys()])) {
      const [from, to] = [was.get(name), is.get(name)]
      if (from?.oid === to?.oid && from?.mode === to?.mode) continue
      const path = prefix + name
      if (to && to.mode !== FILE_MODE && to.mode !== FOLDER_MODE) throw refused('mode')
      if (path.length > MAX_PATH || (from && to && from.mode !== to.mode)) throw refused('path')
      if ((to ?? from)?.mode === FOLDER_MODE) {
        if (depth === MOST_FOLDERS || to?.oid === EMPTY_TREE) throw refused('path')
        await walk(from?.oid ?? EMPTY_TREE, to?.oid ?? EMPTY_TREE, `${path}/`, depth + 1)
        continue
      }
      const { kind } = placeOf(path)
      // What a file was matters for secrets alone, to see which of them are new.
      const [text, former] = await Promise.all([
        to ? textOf(to.oid) : null,
        from && kind === 'secrets' ? textOf(from.oid) : null,
      ])
      changes.push({ path, isNew: !from, before: former, after: text })
    }
  }

  await walk(before, after, '', 0)
  return changes
}
