import type { Change } from '../../../contract/client.ts'
import { FIRST_CALLS, FIRST_LIST } from '../../../contract/first-calls.ts'
import type { Reply } from '../../../contract/errors.ts'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { createHttpWire, type HttpWire } from './http-wire.ts'
import { chooseWorkspace, wantedWorkspace } from './wanted-workspace.ts'

/** What the first screen needs, asked for while its scripts are being loaded. */
export interface FirstAnswers {
  /** Null where calls go over the bridge. */
  wire: HttpWire | null
  /** Resolves once the one-time token of the URL has been used, if there is one. */
  isSignedIn: Promise<void>
  /** Resolves once everything has been asked for, or cannot be. */
  isAsked: Promise<void>
  /** The answer to a call that was asked already; once, since it is old after that. */
  take(name: string, input: unknown): Promise<unknown> | undefined
  /** Forgets the answers that nobody took. */
  forget(): void
  /** The stream of changes over HTTP, which was opened before; once. */
  takeEvents(): Promise<Response> | undefined
  /** The changes over the bridge since before; others hear of the next ones. */
  takeChanges(): readonly Change[]
}

/** Asks what the first screen of this page needs; nobody has to take the answers. */
export function askFirst(page: Window): FirstAnswers {
  const { patchbay: bridge } = page
  const wire = bridge ? null : createHttpWire(page)
  const answers = new Map<string, Promise<unknown>>()
  const ask = (name: string, input: unknown): Promise<unknown> => {
    const answer = Promise.resolve(bridge ? bridge.call(name, input) : wire?.post(`/call/${name}`, input))
    // Who takes it sees the failure.
    answer.catch(() => undefined)
    answers.set(keyOf(name, input), answer)
    return answer
  }

  const changes: Change[] = []
  const stopHearing = bridge?.onChange((change) => changes.push(change))
  const isSignedIn = wire?.signIn() ?? Promise.resolve()
  let events = wire ? isSignedIn.then(() => wire.request('/events')) : undefined
  const isHeard = events?.catch(() => undefined)

  const askAll = async () => {
    await isSignedIn
    // What changes after an answer and before changes are heard would be missed.
    await isHeard
    const wanted = wantedWorkspace(page)
    const [workspaces] = FIRST_CALLS.map((name) => ask(name, {}))
    const askList = (workspaceId: string) => void ask(FIRST_LIST, { workspaceId })
    // One that is there no longer is answered with an error, which nobody takes.
    if (wanted !== null) return askList(wanted)
    const reply = (await workspaces) as Reply
    if (!reply.ok) return
    const workspaceId = chooseWorkspace(reply.value as Workspace[], wanted)
    if (workspaceId !== null) askList(workspaceId)
  }
  const isAsked = askAll().catch(() => undefined)

  return {
    wire,
    isSignedIn,
    isAsked,
    take: (name, input) => {
      const key = keyOf(name, input)
      const answer = answers.get(key)
      answers.delete(key)
      return answer
    },
    forget: () => answers.clear(),
    takeEvents: () => {
      const opened = events
      events = undefined
      return opened
    },
    takeChanges: () => {
      stopHearing?.()
      return changes
    },
  }
}

const keyOf = (name: string, input: unknown): string => `${name} ${JSON.stringify(input)}`
