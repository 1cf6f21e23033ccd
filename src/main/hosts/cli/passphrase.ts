import { AppError, type Reply } from '../../../contract/errors.ts'
import type { KeyStatus } from '../../../contract/groups/keys.ts'
import type { Passphrase } from '../../../contract/passphrase.ts'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { waitsForPerson } from '../../secrets/keys/errors.ts'
import type { Dispatch } from '../../app/dispatch.ts'

/** Reads the passphrase that was given by file; undefined where none was. */
export type ReadPassphrase = () => Promise<Passphrase | undefined>

/** The workspaces that a call names: its own, and the one that it copies into. */
const workspacesOf = (input: unknown): string[] => {
  const { workspaceId, into } = (input ?? {}) as { workspaceId?: unknown; into?: unknown }
  return [workspaceId, into].filter((id) => typeof id === 'string')
}

/** Whether a call was refused because its workspace's key is closed and it does not wait for a person. */
const isClosed = (reply: Reply): boolean =>
  !reply.ok && reply.error.code === 'locked' && !waitsForPerson(reply.error.reason)

/**
 * The same door for one command: where a key is closed, the passphrase is read and opens it, and the call is made again.
 * Answers the refusal of a passphrase that does not fit.
 */
export function withPassphrase(dispatch: Dispatch, read: ReadPassphrase): Dispatch {
  return async (name, input, host) => {
    let reply = await dispatch(name, input, host)
    for (const workspaceId of workspacesOf(input)) {
      const passphrase = isClosed(reply) ? await read() : undefined
      if (passphrase === undefined) return reply
      const opened = await dispatch('keys.open', { workspaceId, passphrase })
      if (!opened.ok) return opened
      reply = await dispatch(name, input, host)
    }
    return reply
  }
}

/**
 * The same door for a host that serves several workspaces for long: keys that the passphrase fits open when they are
 * needed, and a workspace that is created where there is no keychain gets it. A workspace with another passphrase, or one
 * that a person has locked, answers as it would without. The passphrase is read whenever it is needed, not kept.
 */
export function withStandingPassphrase(dispatch: Dispatch, read: (() => Promise<Passphrase>) | undefined): Dispatch {
  if (read === undefined) return dispatch
  /** Null where its file is gone. */
  const present = () =>
    read().catch((error: unknown) => {
      if (error instanceof AppError) return null
      throw error
    })
  /** The workspaces that it does not open, as each try takes half a second. */
  const others = new Set<string>()

  const open = async (workspaceId: string): Promise<Reply | null> => {
    if (others.has(workspaceId)) return null
    const passphrase = await present()
    if (passphrase === null) return null
    const opened = await dispatch('keys.open', { workspaceId, passphrase })
    passphrase.fill(0)
    if (opened.ok) return opened
    others.add(workspaceId)
    return null
  }

  /** Opens what a call may need; false where that opens nothing. */
  const openFor = async (input: unknown): Promise<boolean> => {
    const named = workspacesOf(input)
    // A call over several workspaces, such as a backup of all of them, names none.
    const list = named.length > 0 ? null : await dispatch('workspaces.list', {})
    const ids = list?.ok ? (list.value as Workspace[]).map(({ id }) => id) : named
    let hasOpened = false
    for (const id of ids) hasOpened = (await open(id)) !== null || hasOpened
    return hasOpened
  }

  return async (name, input, host) => {
    const reply = await dispatch(name, input, host)
    const needsPassphrase = (input as { passphrase?: unknown } | null)?.passphrase === undefined
    if (name === 'keys.open' && reply.ok && needsPassphrase) {
      const { state } = reply.value as KeyStatus
      return state === 'READY' ? reply : ((await open(workspacesOf(input)[0] ?? '')) ?? reply)
    }
    if (!isClosed(reply)) return reply
    if (name === 'workspaces.create') {
      const passphrase = needsPassphrase ? await present() : null
      if (passphrase === null) return reply
      const created = await dispatch(name, { ...(input as object), passphrase }, host)
      passphrase.fill(0)
      return created
    }
    return (await openFor(input)) ? dispatch(name, input, host) : reply
  }
}
