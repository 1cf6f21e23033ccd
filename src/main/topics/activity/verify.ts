import { createTurns } from '../../core/turns.ts'
import { chainHash, type ChainRow, textHash } from '../../store/chain.ts'
import type { ActivityRows } from './rows.ts'
import { headText, type Signing } from './signing.ts'

/** Rows that are read at a time: few enough that nobody waits for them. */
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
  /** Rows that came after the last signature. */
  unsigned: number
}

/** Computes the hash of every row again, with pauses in which calls are answered. */
export async function verifyHistories(rows: ActivityRows, signing?: Signing): Promise<HistoryCheck> {
  const check: HistoryCheck = {
    ...{ rows: 0, histories: 0, broken: [], brokenCount: 0, cut: 0, wrongSignatures: 0, unsigned: 0 },
  }
  const turn = createTurns()
  for (const workspaceId of rows.histories()) {
    // Later rows are of no interest, and earlier ones never change.
    const [head, last] = [rows.head(workspaceId), rows.lastId()]
    let [previous, count, after] = ['', 0, 0]
    let signedHash = ''
    for (;;) {
      const page = rows.chain(workspaceId, after, last, PAGE)
      for (const [id, hash, text] of page) {
        if (textHash(previous, text) !== hash && !fits(rows.chainRow(id), previous, hash)) {
          check.brokenCount += 1
          if (check.broken.length < MAX_NAMED) check.broken.push(id)
        }
        count += 1
        previous = hash
        after = id
        if (count === head.signedCount) signedHash = hash
      }
      if (page.length < PAGE) break
      await turn()
    }
    check.rows += count
    if (count > 0) check.histories += 1
    if (count !== head.count || previous !== head.hash) check.cut += 1
    check.unsigned += Math.max(0, count - head.signedCount)
    if (head.signature === null || head.signedBy === null) continue
    const signed = headText({ workspaceId: workspaceId ?? '', count: head.signedCount, hash: signedHash })
    if (signing?.verify(head.signedBy, signed, head.signature) === false) check.wrongSignatures += 1
  }
  return check
}

/** SQLite writes some characters in another way than JavaScript, so a text of it that does not fit says nothing yet. */
const fits = (row: ChainRow | undefined, previous: string, hash: string) =>
  row !== undefined && chainHash(previous, row) === hash
