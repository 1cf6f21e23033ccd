import * as z from 'zod'
import { Id, InWorkspace, ReasonValues } from '../common.ts'
import { IDLE_MINUTES } from '../../shared/limits.ts'
import { group } from '../define.ts'
import { NewPassphrase, Passphrase } from '../passphrase.ts'

/**
 * The state of a workspace's key. CLOSED: nothing has needed it yet. READY is the only state that encrypts or decrypts.
 * LOCKED: the keychain or the passphrase slot waits to be unlocked. UNAVAILABLE: no keychain answers. DENIED: the
 * keychain refused. LOST: the keychain works and has no such entry. WRONG_KEY: the entry is not this workspace's key.
 */
export const KeyState = z.enum(['CLOSED', 'READY', 'LOCKED', 'UNAVAILABLE', 'DENIED', 'LOST', 'WRONG_KEY'])

/** What is known of a key without looking at the secrets under it. */
export const KeyCondition = z.object({
  state: KeyState,
  /**
   * Whether work that needs the key gets it with no person: it is READY, or CLOSED where the keychain or a passphrase that
   * the program was given opens it, as far as is known.
   */
  isUsable: z.boolean(),
  /** The ways that can unwrap the key: the keychain, the recovery passphrase, or the person's own key. */
  slots: z.array(z.enum(['keychain', 'passphrase', 'person'])),
  /** The keychain's name on this system, for example Secret Service. */
  keychainName: z.string(),
  /** A sentence for people: what is wrong and the way out; null when READY or CLOSED. */
  message: z.string().nullable(),
  /** A stable word for the cause, for example `no_dbus`, and what its sentence names. */
  reason: z.string().nullable(),
  values: ReasonValues.nullable(),
})

export const KeyStatus = KeyCondition.extend({
  /** How many older versions of the key are still kept: none once a rotation is finished and the program was restarted. */
  olderVersions: z.number(),
  /** How far the re-encryption has come, in connectors; null when none is running. */
  progress: z.object({ done: z.number(), total: z.number() }).nullable(),
  /** How many connectors have a secret that cannot be read and must be entered again, as far as is known. */
  unreadable: z.number(),
  /**
   * What the workspace asks for after a lock by a person or a time without use, before its keychain opens it again: the
   * prompt of the system, or else its recovery passphrase; null where neither is there.
   */
  proof: z.enum(['person', 'passphrase']).nullable(),
})

/** The minutes without use after which every workspace locks; 0 for never. */
const IdleLock = z.object({ minutes: z.literal(IDLE_MINUTES) })

export type KeyState = z.infer<typeof KeyState>
export type KeyCondition = z.infer<typeof KeyCondition>
export type KeyStatus = z.infer<typeof KeyStatus>

export const keys = group({
  probe: {
    route: 'POST /keys/probe',
    role: 'anyone',
    needs: 'database',
    summary: 'Whether a keychain on this computer can hold a new key',
    input: z.object({}),
    output: z.object({
      usable: z.boolean(),
      keychainName: z.string(),
      message: z.string().nullable(),
      reason: z.string().nullable(),
      values: ReasonValues.nullable(),
    }),
  },
  open: {
    route: 'POST /keys/open',
    role: 'admin',
    needs: 'database',
    allows: 'archived',
    summary: 'Open the key of a workspace: from the keychain or, with a passphrase, from its passphrase slot',
    input: InWorkspace.extend({
      passphrase: Passphrase.optional(),
      /** Also wait until every secret was looked at, so the answer names those that cannot be read. */
      wait: z.boolean().default(false),
    }),
    output: KeyStatus,
  },
  openAll: {
    route: 'POST /keys/open-all',
    role: 'anyone',
    needs: 'database',
    summary:
      'Open every workspace that you own or administer: with your own key, which a passphrase may open, or the keychain',
    input: z.object({ passphrase: Passphrase.optional() }),
    output: z.array(z.object({ workspaceId: Id, state: KeyState, message: z.string().nullable() })),
  },
  lock: {
    route: 'POST /keys/lock',
    role: 'member',
    needs: 'database',
    summary: 'Forget the key of a workspace and what its windows hold; it stays locked until somebody opens it',
    input: InWorkspace,
    output: KeyStatus,
  },
  closeAll: {
    route: 'POST /keys/close',
    role: 'anyone',
    needs: 'database',
    summary: 'Forget every open key and what the windows hold; the next need opens a key again',
    input: z.object({}),
    output: z.object({}),
  },
  asking: {
    route: 'GET /keys/asking',
    role: 'anyone',
    needs: 'database',
    summary: 'Whether the keychain asks a person something at present, for which calls wait',
    input: z.object({}),
    output: z.object({
      isAsking: z.boolean(),
      /** The program behind the keychain, as people know it, or the name of the keychain. */
      program: z.string(),
    }),
  },
  cancelAsking: {
    route: 'POST /keys/asking/cancel',
    role: 'anyone',
    needs: 'database',
    summary: 'Give up what waits for the keychain to be answered; nothing is changed',
    input: z.object({}),
    output: z.object({}),
  },
  idleLock: {
    route: 'GET /keys/idle-lock',
    role: 'anyone',
    needs: 'database',
    summary: 'After how many minutes without use every workspace locks; 0 for never',
    input: z.object({}),
    output: IdleLock,
  },
  setIdleLock: {
    route: 'PUT /keys/idle-lock',
    role: 'member',
    needs: 'database',
    summary: 'Set after how many minutes without use every workspace locks; 0 for never',
    input: IdleLock,
    output: IdleLock,
  },
  stayOpen: {
    route: 'POST /keys/stay-open',
    role: 'anyone',
    needs: 'database',
    summary: 'Count as use what a person does in a window without a call, such as typing',
    input: z.object({}),
    output: z.object({}),
  },
  generatePassphrase: {
    route: 'POST /keys/passphrase/generate',
    role: 'anyone',
    needs: 'database',
    summary: 'A new passphrase of six random words; it is not stored',
    input: z.object({}),
    output: z.object({ passphrase: z.string() }),
  },
  setPassphrase: {
    route: 'PUT /keys/passphrase',
    role: 'owner',
    needs: 'database',
    allows: 'archived',
    summary: 'Add a recovery passphrase to the key of a workspace, or replace it',
    input: InWorkspace.extend({ passphrase: NewPassphrase }),
    output: KeyStatus,
  },
  removePassphrase: {
    route: 'DELETE /keys/passphrase',
    role: 'owner',
    needs: 'database',
    allows: 'archived',
    summary: 'Remove the recovery passphrase once the keychain has proved that it opens the key',
    input: InWorkspace,
    output: KeyStatus,
  },
  rotate: {
    route: 'POST /keys/rotate',
    role: 'owner',
    needs: 'database',
    allows: 'archived',
    summary: 'Make a new version of the key and encrypt every secret with it; answers when that is done',
    input: InWorkspace.extend({
      /** Needed where the workspace has a recovery passphrase, which then opens the new key too. */
      passphrase: Passphrase.optional(),
      /** Give up a key that is LOST or WRONG_KEY: the secrets under it must be entered again. */
      startOver: z.boolean().default(false),
    }),
    output: KeyStatus,
  },
})
