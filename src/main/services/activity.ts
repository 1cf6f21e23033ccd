import { sql } from 'drizzle-orm'
import type { Store } from '../store/open.ts'
import { activity } from '../store/schema.ts'
import type { Context } from './context.ts'

/** One thing that somebody did. `detail` names fields and counts, never values. */
export interface ActivityEntry {
  workspaceId: string | null
  action: string
  subjectId?: string
  subjectName?: string
  detail?: Record<string, unknown>
}

export type RecordActivity = (context: Context, entry: ActivityEntry) => void

/** Writes the history; called inside the transaction of the change that it tells of. */
export function createActivity({ db }: Store): RecordActivity {
  const insert = db
    .insert(activity)
    .values({
      workspaceId: sql.placeholder('workspaceId'),
      at: sql.placeholder('at'),
      actorId: sql.placeholder('actorId'),
      actorName: sql.placeholder('actorName'),
      action: sql.placeholder('action'),
      subjectId: sql.placeholder('subjectId'),
      subjectName: sql.placeholder('subjectName'),
      detail: sql.placeholder('detail'),
    })
    .prepare()

  return ({ actor, now }, { workspaceId, action, subjectId, subjectName, detail }) => {
    insert.run({
      workspaceId,
      at: now,
      actorId: actor.id,
      actorName: actor.name,
      action,
      subjectId: subjectId ?? null,
      subjectName: subjectName ?? null,
      detail: detail ?? {},
    })
  }
}
