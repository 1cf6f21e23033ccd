import type { ActivityFilters } from '../../../contract/groups/activity.ts'
import type { Selection } from './rows.ts'

/** A date means the whole day where the program runs, which is where the people are who read the history. */
export function selectionOf(workspaceId: string, { from, to, ...filters }: ActivityFilters): Selection {
  return {
    workspaceId,
    ...filters,
    from: from === undefined ? undefined : instantOf(from).toISOString(),
    until: to === undefined ? undefined : endOf(to).toISOString(),
  }
}

const isDate = (text: string) => !text.includes('T')

/** Without a zone, JavaScript reads a date alone as one in UTC, and one with a time as local. */
const instantOf = (text: string) => new Date(isDate(text) ? `${text}T00:00:00` : text)

function endOf(text: string): Date {
  const end = instantOf(text)
  if (isDate(text)) end.setDate(end.getDate() + 1)
  else end.setMilliseconds(end.getMilliseconds() + 1)
  return end
}
