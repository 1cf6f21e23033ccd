import { createTurns } from '../../core/turns.ts'
import { chainHash, HASH_LENGTH, textHash } from '../../store/chain.ts'
import { type ActivityRows, type Head, NO_HEAD } from './rows.ts'
import { headText, type Signing } from './signing.ts'

/** The span of ids that is read at a time: few enough rows that nobody waits for them. */
const PAGE = 500
/** How many ids of wrong rows are named. */
const MAX_NAMED = 20

/** What a check of all histories has found. */
export interface HistoryCheck {
  rows: number
  histories: number
  /** Rows that do not follow from the row before them: they, or the rows before them, were changed or removed. The first ids. */
  broken: number[]
  brokenCount: number
  /** Histories from whose end rows were removed, or to whose end rows were added. */
  cut: number
  /** Signatures that do not fit what was signed. */
  wrongSignatures: number
  /** Signatures of a key that its person has replaced since. */
  formerKeys: number
  /** Rows that came after the last signature. */
  unsigned: number
}

/** A history on the way through it. */
interface Chain {
  head: Head
  /** The hash of its last row; empty before the first one. */
  previous: string
  count: number
  /** The hash of the row that was the last one at the last signature. */
  signedHash: string
}

/** Computes the hash of every row again, with pauses in which calls are answered. */
export async function verifyHistories(rows: ActivityRows, signing?: Signing): Promise<HistoryCheck> {
  const check: HistoryCheck = {
    ...{ rows: 0, histories: 0, broken: [], brokenCount: 0, cut: 0, wrongSignatures: 0, formerKeys: 0, unsigned: 0 },
  }
  // Later rows are of no interest, and earlier ones never change.
  const last = rows.lastId()
  const chains = new Map(rows.histories().map((id) => [id, startOf(rows.head(id))]))
  let chain = startOf(NO_HEAD)

  const add = (to: Chain, hash: string): Chain => {
    to.count += 1
    to.previous = hash
    if (to.count === to.head.signedCount) to.signedHash = hash
    return to
  }
  /** A row that does not follow from the row before it: it begins or continues another history, or is wrong. */
  const addOther = (id: number): Chain => {
    const stored = rows.chainRow(id)
    // It was removed with its workspace.
    if (!stored) return chain
    const [hash, ...row] = stored
    const own = chains.get(row[0]) ?? startOf(NO_HEAD)
    chains.set(row[0], own)
    if (chainHash(own.previous, row) !== hash) {
      check.brokenCount += 1
      if (check.broken.length < MAX_NAMED) check.broken.push(id)
    }
    return add(own, hash)
  }

  const turn = createTurns()
  for (let after = 0; after < last; after += PAGE) {
    const upTo = Math.min(after + PAGE, last)
    let ids: number[] | null = null
    let index = -1
    for (const text of rows.chain(after, upTo)) {
      index += 1
      const hash = chain.previous === '' ? null : textHash(chain.previous, text.slice(HASH_LENGTH))
      const follows = hash !== null && text.startsWith(hash)
      chain = follows ? add(chain, hash) : addOther((ids ??= rows.ids(after, upTo))[index] ?? 0)
    }
    await turn()
  }

  for (const [workspaceId, { head, previous, count, signedHash }] of chains) {
    // A history that was forgotten during the check has neither rows nor an end.
    if (head.count > 0 && rows.head(workspaceId).count === 0) continue
    check.rows += count
    if (count > 0) check.histories += 1
    if (count !== head.count || previous !== head.hash) check.cut += 1
    check.unsigned += Math.max(0, count - head.signedCount)
    if (head.signature === null || head.signedBy === null) continue
    const signed = headText({ workspaceId: workspaceId ?? '', count: head.signedCount, hash: signedHash })
    const verdict = signing?.verify(head.signedBy, signed, head.signature, head.signedKey)
    if (verdict === 'wrong') check.wrongSignatures += 1
    if (verdict === 'former') check.formerKeys += 1
  }
  return check
}

const startOf = (head: Head): Chain => ({ head, previous: '', count: 0, signedHash: '' })
