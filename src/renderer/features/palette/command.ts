import type { Icon } from '@tabler/icons-react'
import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import type { Workspace } from '../../../contract/groups/workspaces.ts'

/** One command of the palette. */
export interface Command {
  id: string
  label: string
  /** What stands behind the label. */
  detail?: string
  /** The icon before the label. */
  sign:
    | { kind: 'workspace'; colour: Workspace['colour'] }
    | { kind: 'entry'; icon: string | null; name: string }
    | { kind: 'action'; icon: Icon }
  /** The connector whose status is shown. */
  connector?: ConnectorCard
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

/** What a query begins with to be about one kind of command alone. */
export const SCOPES = { commands: '>', tags: '#', people: '@' } as const

export type Scope = keyof typeof SCOPES

/** Splits a query into the scope that its first character names, or null, and the rest. */
export function splitScope(query: string): { scope: Scope | null; words: string } {
  const start = query.trimStart()
  const scope = (Object.keys(SCOPES) as Scope[]).find((one) => start.startsWith(SCOPES[one])) ?? null
  return { scope, words: scope === null ? query : start.slice(1) }
}
