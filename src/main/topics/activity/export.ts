import type { Activity, activity } from '../../../contract/groups/activity.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import { appError } from '../../../contract/errors.ts'
import type { Context, ExportFile } from '../../core/context.ts'
import { toFileName } from '../../core/names.ts'
import { createTurns } from '../../core/turns.ts'
import type { Core } from '../core.ts'
import { type ActivityRows, type Selection, type StoredActivity, toActivity } from './rows.ts'
import { selectionOf } from './selection.ts'

interface Deps {
  activityRows: ActivityRows
  nameOf: (workspaceId: string) => string | undefined
}

type ExportHandlers = Pick<GroupHandlers<typeof activity, Context>, 'export' | 'exportProgress' | 'cancelExport'>

/** Rows of one write, and ids among which they are looked for, so an export of any size never holds the event loop for long. */
const PAGE = 100
const SPAN = 5000

interface Job {
  done: number
  total: number
  isCancelled: boolean
}

/** Writes the history to a file, row by row, so a long one needs no more memory than a short one. */
export function createActivityExport(
  { commit, record }: Pick<Core, 'commit' | 'record'>,
  { activityRows: rows, nameOf }: Deps,
): ExportHandlers {
  const jobs = new Map<string, Job>()
  const keyOf = ({ actor }: Context, workspaceId: string) => `${workspaceId} ${actor.id}`

  const write = async (file: ExportFile, selection: Selection, format: Format, job: Job) => {
    const { after: start, last } = rows.span(selection)
    const turn = createTurns()
    for (let after = start; after < last; after += SPAN) {
      job.total += rows.count(selection, after, Math.min(after + SPAN, last))
      await turn()
    }
    await file.write(format.start)
    for (let after = start; after < last;) {
      const upTo = Math.min(after + SPAN, last)
      const page = rows.oldest(selection, PAGE, after, upTo)
      let text = ''
      for (const row of page) text += format.row(row, job.done++ === 0)
      if (text !== '') await file.write(text)
      if (job.isCancelled) throw appError('cancelled')
      after = page.length < PAGE ? upTo : (page.at(-1)?.id ?? upTo)
      await turn()
    }
    await file.write(format.end)
    return job.done
  }

  return {
    export: async (context, { workspaceId, format, ...filters }) => {
      const name = `${toFileName(nameOf(workspaceId) ?? 'workspace')}-activity.${format}`
      const file = await context.openExport({ kind: `activity-${format}`, name })
      if (!file) return { count: 0, path: null, cancelled: true }
      const job: Job = { done: 0, total: 0, isCancelled: false }
      jobs.set(keyOf(context, workspaceId), job)
      let count
      try {
        count = await write(file, selectionOf(workspaceId, filters), FORMATS[format], job)
        await file.commit()
      } catch (error) {
        await file.abort()
        throw error
      } finally {
        jobs.delete(keyOf(context, workspaceId))
      }
      const detail = { format, count, ...(Object.keys(filters).length > 0 && { filters }) }
      await commit(() => record(context, { workspaceId, action: 'activity.export', detail }))
      return { count, path: file.path, cancelled: false }
    },

    exportProgress: (context, { workspaceId }) => jobs.get(keyOf(context, workspaceId)) ?? null,

    cancelExport: (context, { workspaceId }) => {
      const job = jobs.get(keyOf(context, workspaceId))
      if (job) job.isCancelled = true
      return {}
    },
  }
}

type Row = StoredActivity & { hash: string }

interface Format {
  start: string
  row(row: Row, isFirst: boolean): string
  end: string
}

const CSV_COLUMNS = 'id,time,person_id,person,action,subject_id,subject,changes,detail,hash'

const FORMATS: Record<'csv' | 'json' | 'ndjson', Format> = {
  csv: {
    // Without the mark, spreadsheets take the file for one in the system's old encoding.
    start: `\uFEFF${CSV_COLUMNS}\r\n`,
    row: (stored) => {
      const { id, at, person, action, subjectId, subjectName, fields, detail } = toActivity(stored, null)
      const cells = [
        ...[String(id), at, person.id, person.name, action, subjectId ?? '', subjectName ?? ''],
        fields.map(inWords).join('; '),
        Object.keys(detail).length > 0 ? JSON.stringify(detail) : '',
        stored.hash,
      ]
      return `${cells.map(cell).join(',')}\r\n`
    },
    end: '',
  },
  json: { start: '[', row: (stored, isFirst) => `${isFirst ? '\n' : ',\n'}${toJson(stored)}`, end: '\n]\n' },
  ndjson: { start: '', row: (stored) => `${toJson(stored)}\n`, end: '' },
}

/** Everything but the signature, which covers the hash. */
function toJson(stored: Row): string {
  const { isSigned: _isSigned, hasConfig: _hasConfig, ...rest } = toActivity(stored, null)
  return JSON.stringify({ ...rest, hash: stored.hash })
}

/** What a spreadsheet would take for a formula, in East Asian ones also with wide signs. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/

/** A cell in the form of RFC 4180; a text that a spreadsheet would compute gets an apostrophe before it. */
function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A change of a field for somebody who reads a table. */
function inWords({ path, from, to, hidden }: Activity['fields'][number]): string {
  if (hidden) return `${path} (${hidden.replaceAll('_', ' ')})`
  return `${path}: ${from === undefined ? '' : `${JSON.stringify(from)} `}-> ${to === undefined ? 'removed' : JSON.stringify(to)}`
}
