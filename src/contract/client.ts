import type { Api, Contract } from './define.ts'
import { AppError, type Reply } from './errors.ts'

/** Carries one call to the main process: the preload bridge, HTTP, or a plain function. */
export type Send = (name: string, input: unknown) => Promise<Reply>

/**
 * Something changed in a workspace (null: in the catalog or the list of workspaces, or everywhere). `everything`: another
 * database is open, of which nothing that was read before need be true. `lock`: keys were closed, and every window must
 * forget what it holds. `tests`: a scheduled run of connection tests has ended. `sharing`: a shared workspace and its repository stand differently to each other. `keychain`: it began to ask a person something, or that is over. `preferences`: what a person has set for the screens. `desktop`: the desktop host has something for its window.
 */
export interface Change {
  workspaceId: string | null
  topic:
    | 'catalog'
    | 'workspaces'
    | 'tokens'
    | 'connectors'
    | 'views'
    | 'targets'
    | 'keys'
    | 'activity'
    | 'everything'
    | 'tests'
    | 'lock'
    | 'keychain'
    | 'sharing'
    | 'desktop'
    | 'preferences'
  /** With `lock`, where nobody asked for it: what was typed and is no secret may come back. */
  keepsDraft?: true
}

/** A typed face over any transport. Failed replies come back as thrown AppErrors. */
export function createClient<C extends Contract>(send: Send): Api<C> {
  const call = (name: string) => async (input: unknown) => {
    const reply = await send(name, input)
    if (reply.ok) return reply.value
    throw new AppError(reply.error)
  }
  const groupOf = (groupName: string) => new Proxy({}, { get: (_, name) => call(`${groupName}.${String(name)}`) })
  return new Proxy({} as Api<C>, { get: (_, name) => groupOf(String(name)) })
}
