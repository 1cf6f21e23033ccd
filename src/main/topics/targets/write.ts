import { appError } from '../../../contract/errors.ts'
import type { TargetFormat } from '../../../shared/limits.ts'
import { EXPIRED, expiresWithin } from '../../../shared/expiry.ts'
import type { ExportFile } from '../../core/context.ts'
import { createTurns } from '../../core/turns.ts'
import { writerOf } from './formats.ts'
import type { ActiveRow, TargetRows } from './rows.ts'

/** How many expired targets an export names. */
const MAX_EXPIRED = 100

/** Rows that are read at a time; few, so nothing else waits long. */
const PAGE = 100

/** Characters that are written at a time: enough that the way to the disk costs little, and few enough to stay out of memory. */
const PIECE = 65_536

interface Wanted {
  workspaces: readonly { id: string; name: string }[]
  format: TargetFormat
  envelope: boolean
  /** The ids of the only connectors to write; null for all. */
  only: ReadonlySet<string> | null
  now: string
}

/** An export that is running. */
export interface ExportJob {
  /** The targets written. */
  count: number
  /** How far it is, as a part of a total in no unit. */
  done: number
  total: number
  isCancelled: boolean
}

export const newJob = (): ExportJob => ({ count: 0, done: 0, total: 0, isCancelled: false })

/** Writes publish targets to a file in pieces, with a turn for other work between them. */
export function createTargetWriter(rows: TargetRows) {
  /**
   * Answers how many in all and by workspace, and the names of those whose secrets have expired. Throws `conflict` with the
   * reason `cancelled` once its job is.
   */
  return async (
    file: Pick<ExportFile, 'write'>,
    { workspaces, format, envelope, only, now }: Wanted,
    job: ExportJob = newJob(),
  ) => {
    const publishable = rows.publishing()
    const writer = writerOf(format, envelope ? { workspaces, exportedAt: now } : null)
    const expired: string[] = []
    const counts = new Map<string, number>()
    const today = new Date(now)
    const turn = createTurns()

    let text = writer.begin()
    let writing: Promise<void> | undefined
    /** Hands over what there is, while the next rows are read. */
    const flush = async () => {
      await writing
      writing = file.write(text)
      // Its failure is thrown where it is awaited.
      writing.catch(() => undefined)
      text = ''
    }

    const spans = new Map(workspaces.map(({ id }) => [id, rows.span(id)]))
    for (const { before, upTo } of spans.values()) job.total += upTo - before

    const writeWorkspace = async (workspaceId: string): Promise<number> => {
      const { before, upTo } = spans.get(workspaceId) ?? { before: 0, upTo: 0 }
      const start = job.done
      let count = 0
      let after = before
      let page: ActiveRow[]
      do {
        await turn()
        page = rows.activeAfter(workspaceId, after, PAGE)
        for (const row of page) {
          const entry = publishable.get(row.catalogId)
          if (!entry || (only && !only.has(row.id))) continue
          text += writer.add({
            ...{ id: row.id, name: row.name },
            ...{ catalog_key: entry.key, capabilities: entry.capabilities },
          })
          count += 1
          job.count += 1
          if (expiresWithin(row.secretExpiresAt, EXPIRED, today) && expired.length < MAX_EXPIRED) expired.push(row.name)
        }
        if (text.length >= PIECE) await flush()
        after = page.at(-1)?.rowid ?? after
        job.done = start + Math.min(after, upTo) - before
        if (job.isCancelled) throw appError('cancelled')
      } while (page.length === PAGE)
      job.done = start + upTo - before
      return count
    }

    for (const { id } of workspaces) counts.set(id, await writeWorkspace(id))
    text += writer.end()
    await flush()
    await writing
    return { count: [...counts.values()].reduce((sum, one) => sum + one, 0), counts, expired }
  }
}
