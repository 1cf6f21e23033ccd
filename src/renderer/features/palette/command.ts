import type { Icon } from '@tabler/icons-react'
import type { Workspace } from '../../../contract/groups/workspaces.ts'

/** One command of the palette. */
export interface Command {
  id: string
  label: string
  /** The icon before the label. */
  sign:
    | { kind: 'workspace'; colour: Workspace['colour'] }
    | { kind: 'entry'; icon: string | null; name: string }
    | { kind: 'action'; icon: Icon }
  /** The keys that do the same. */
  keys?: string | undefined
  run: () => void
}

/** Splits a query into the verb that it begins with, or null, and the name after it. */
export function splitVerb(query: string, verbs: readonly string[]): { verb: string | null; name: string } {
  const words = query.trim().replace(/\s+/g, ' ')
  const begins = (verb: string) => `${words} `.toLowerCase().startsWith(`${verb.toLowerCase()} `)
  const verb = verbs.find(begins) ?? null
  return { verb, name: words.slice(verb?.length ?? 0).trim() }
}
