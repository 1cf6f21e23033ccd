import { AppError } from '../../../../contract/errors.ts'
import { createBatch } from '../git/batch.ts'
import type { Mirror } from '../git/mirror.ts'
import { EMPTY_TREE } from '../git/objects.ts'
import { type Commit, readCommit } from '../format/commit.ts'
import { differences } from './differences.ts'
import { judge } from './judge.ts'
import { refused } from './refusal.ts'
import type { FileChange, State } from './state.ts'

/** An accepted commit. */
export interface VerifiedCommit extends Commit {
  oid: string
  changes: readonly FileChange[]
}

export interface Verified {
  state: State
  /** Oldest first. */
  commits: readonly VerifiedCommit[]
}

interface Options {
  mirror: Pick<Mirror, 'read'>
  /** The last head that was verified here; null for everything from the first commit on. */
  from: State | null
  to: string
  /** What the invitation names, so no other workspace passes for this one. */
  expected?: { workspaceId: string; root?: string }
  /** Hears how far it is. */
  onProgress?: (done: number, total: number) => void
}

const MOST_COMMITS = 1_000_000
/** Commits whose trees are compared at a time, so git always has something to read. */
const AT_ONCE = 200

/**
 * Walks from a head that is trusted to one that is not, and lets each commit do only what its signer may do there. Throws
 * `history_refused` with the commit and the person that it names.
 */
export async function verify({ mirror, from, to, expected, onProgress }: Options): Promise<Verified> {
  const line = await chain(mirror, from?.head ?? null, to)
  const commits: VerifiedCommit[] = []
  const changeIds = new Set<string>()
  let state = from
  for (let start = 0; start < line.length; start += AT_ONCE) {
    const part = line.slice(start, start + AT_ONCE)
    onProgress?.(start, line.length)
    const batch = createBatch(mirror)
    // What changed follows from the trees alone, so it is asked for at once; who may do it is judged one by one.
    const steps = part.map((commit, index) => {
      const before = index > 0 ? part[index - 1]?.tree : start > 0 ? line[start - 1]?.tree : from?.tree
      const files = differences({ batch, mirror }, before ?? EMPTY_TREE, commit.tree)
      // The first one that fails is reported; the others must not end the program.
      files.catch(() => undefined)
      return { commit, files }
    })
    for (const { commit, files } of steps) {
      const { oid, changeId } = commit
      try {
        if (!state && expected?.root !== undefined && expected.root !== oid) throw refused('other_workspace')
        if (changeId !== null && changeIds.has(changeId)) throw refused('twice')
        if (changeId !== null) changeIds.add(changeId)
        const changes = await files
        state = judge(state, oid, commit, changes)
        if (expected && state.workspaceId !== expected.workspaceId) throw refused('other_workspace')
        commits.push({ ...commit, changes })
      } catch (error) {
        throw withCommit(error, commit)
      }
    }
  }
  if (!state) throw refused('not_patchbay')
  return { state, commits }
}

type ChainCommit = Commit & { oid: string }

/** The commits from one to another, oldest first; each has at most one parent, so there is one way only. */
async function chain(mirror: Pick<Mirror, 'read'>, from: string | null, to: string): Promise<ChainCommit[]> {
  const line: ChainCommit[] = []
  for (let oid: string | null = to; oid !== from;) {
    if (oid === null || line.length > MOST_COMMITS) throw refused('rewritten')
    const commit: ChainCommit = { oid, ...readCommit(await mirror.read(oid, 'commit')) }
    line.push(commit)
    oid = commit.parent
  }
  return line.reverse()
}

/** The refusal with the commit that it is about, and the person whose name it bears. */
function withCommit(error: unknown, { oid, name, words }: ChainCommit): unknown {
  if (!(error instanceof AppError) || error.reason !== 'history_refused') return error
  const first = words.split('\n')[0] ?? ''
  const shown = (text: string) => text.replaceAll(/\p{Cc}/gu, ' ').slice(0, 100)
  const values = { commit: oid.slice(0, 10), by: shown(name), words: shown(first) }
  return refused(error.values['why'] as Parameters<typeof refused>[0], values)
}
