import { sql } from 'drizzle-orm'
import type { Core } from '../core.ts'
import type { Store } from '../../store/open.ts'
import { activity } from '../../store/schema.ts'

/** Writes the history. */
export function createActivity({ db }: Store): Core['record'] {
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
