import type { Workspace } from '../../../contract/groups/workspaces.ts'

/** One line of the palette and what it does. */
export interface Command {
  id: string
  label: string
  /** What is shown before the label. */
  sign:
    | { kind: 'workspace'; colour: Workspace['colour'] }
    | { kind: 'entry'; icon: string | null; name: string }
    | { kind: 'action' }
  run: () => void
}

/** What was typed as one of the verbs, if it begins with one, and the name after it. */
export function splitVerb(query: string, verbs: readonly string[]): { verb: string | null; name: string } {
  const words = query.trim().replace(/\s+/g, ' ')
  const begins = (verb: string) => `${words} `.toLowerCase().startsWith(`${verb.toLowerCase()} `)
  const verb = verbs.find(begins) ?? null
  return { verb, name: words.slice(verb?.length ?? 0).trim() }
}
