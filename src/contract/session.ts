import * as z from 'zod'
import { InWorkspace } from './common.ts'
import { group } from './define.ts'
import { MemberRole } from './workspaces.ts'

/**
 * The state of a workspace's key. CLOSED: nothing has needed it yet. READY is the only state that encrypts or decrypts.
 * LOCKED: the keychain or the passphrase slot waits to be unlocked. UNAVAILABLE: no keychain answers. DENIED: the
 * keychain refused. LOST: the keychain works and has no such entry. WRONG_KEY: the entry is not this workspace's key.
 */
export const KeyState = z.enum(['CLOSED', 'READY', 'LOCKED', 'UNAVAILABLE', 'DENIED', 'LOST', 'WRONG_KEY'])

export const KeyStatus = z.object({
  state: KeyState,
  /** What protects the key: the ways that can unwrap it. */
  slots: z.array(z.enum(['keychain', 'passphrase'])),
  /** The keychain's name on this system, for example Secret Service. */
  keychainName: z.string(),
  /** A sentence for people: what is wrong and the way out; null when READY or CLOSED. */
  message: z.string().nullable(),
  /** A stable word for the cause, for example `no_dbus`. */
  reason: z.string().nullable(),
})

export type KeyState = z.infer<typeof KeyState>
export type KeyStatus = z.infer<typeof KeyStatus>

export const session = group({
  get: {
    route: 'GET /session',
    role: 'anyone',
    summary: 'Who is asking, and the version of the program',
    input: z.object({}),
    output: z.object({
      account: z.object({ id: z.string(), name: z.string() }),
      version: z.string(),
    }),
  },
  workspace: {
    route: 'GET /session/workspace',
    role: 'member',
    summary: "The account's role in a workspace and the state of the workspace's key, without touching the keychain",
    input: InWorkspace,
    output: z.object({ role: MemberRole, key: KeyStatus }),
  },
})

export const keys = group({
  probe: {
    route: 'POST /keys/probe',
    role: 'anyone',
    summary: 'Whether a keychain on this computer can hold a new key',
    input: z.object({}),
    output: z.object({
      usable: z.boolean(),
      keychainName: z.string(),
      message: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  },
  open: {
    route: 'POST /keys/open',
    role: 'member',
    summary: 'Open the key of a workspace: from the keychain or, with a passphrase, from its passphrase slot',
    input: InWorkspace.extend({ passphrase: z.string().max(1024).optional() }),
    output: KeyStatus,
  },
})
