import { createTurns } from '../../core/turns.ts'
import { startLinks } from '../../store/chain-links.ts'
import { chainHash, HASH_LENGTH } from '../../store/chain.ts'
import { type ActivityRows, type Head, NO_HEAD } from './rows.ts'
import { headText, type Signing } from './signing.ts'

/** The span of ids that is read at a time: the text of more rows takes SQLite longer than that of several pages. */
const PAGE = 100
/** How many pages are sent at a time, as each message takes time, too. */
const PAGES = 20
/** How many messages may wait for their answer. */
const AHEAD = 5
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

interface Deps {
  rows: ActivityRows
  signing?: Signing
  /** The module that computes the hashes in a worker thread. */
  workerUrl: URL
}

/** Computes the hash of every row again while it reads, with pauses in which calls are answered. */
export async function verifyHistories({ rows, signing, workerUrl }: Deps): Promise<HistoryCheck> {
  const check: HistoryCheck = {
    ...{ rows: 0, histories: 0, broken: [], brokenCount: 0, cut: 0, wrongSignatures: 0, formerKeys: 0, unsigned: 0 },
  }
  // Later rows are of no interest, and earlier ones never change.
  const last = rows.lastId()
  const chains = new Map(rows.histories().map((id) => [id, startOf(rows.head(id))]))
  let chain = startOf(NO_HEAD)

  /** Some rows that follow from each other, with the hash of the one at an index. */
  const add = (to: Chain, length: number, hashAt: (index: number) => string): Chain => {
    const untilSigned = to.head.signedCount - to.count
    if (untilSigned > 0 && untilSigned <= length) to.signedHash = hashAt(untilSigned - 1)
    to.count += length
    to.previous = hashAt(length - 1)
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
    return add(own, 1, () => hash)
  }
  const addPage = ({ text, count, idAt }: Page, others: number[]) => {
    let lines: string[] | null = null
    const hashOf = (place: number) =>
      place === count - 1
        ? text.slice(-HASH_LENGTH)
        : ((lines ??= text.split('\n'))[place + 1] ?? '').slice(0, HASH_LENGTH)
    let from = 0
    for (const place of [...others, count]) {
      const start = from
      if (place > start) add(chain, place - start, (index) => hashOf(start + index))
      const id = place < count ? idAt(place) : undefined
      if (id !== undefined) chain = addOther(id)
      from = place + 1
    }
  }

  const links = startLinks(workerUrl, last)
  try {
    const underWay: { pages: Page[]; others: Promise<number[][]> }[] = []
    const addFirst = async () => {
      const { pages, others } = underWay.shift() ?? { pages: [], others: [] }
      for (const [index, places] of (await others).entries()) {
        const page = pages[index]
        if (page) addPage(page, places)
      }
    }
    const turn = createTurns()
    for (let after = 0; after < last;) {
      const pages: Page[] = []
      for (; after < last && pages.length < PAGES; after += PAGE) {
        pages.push(rows.chain(after, Math.min(after + PAGE, last)))
        await turn()
      }
      underWay.push({ pages, others: links.otherPlaces(pages.map(({ text }) => text)) })
      if (underWay.length > AHEAD) await addFirst()
    }
    while (underWay.length > 0) await addFirst()
  } finally {
    await links.close()
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

type Page = ReturnType<ActivityRows['chain']>
