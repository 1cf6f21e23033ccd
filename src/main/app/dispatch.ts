import type { Handlers, Role } from '../../contract/define.ts'
import { appError, AppError, fieldError, type Reply } from '../../contract/errors.ts'
import type { AppContract } from '../../contract/index.ts'
import type { MemberRole } from '../../contract/groups/workspaces.ts'
import { nameKey } from '../../shared/names.ts'
import type { Access, AssertProof } from '../core/access.ts'
import type { Log } from '../platform/log.ts'
import { inputErrors } from '../../contract/input-errors.ts'
import { findProcedure, schemasOf } from './procedures.ts'
import type { KnownProcedure } from '../core/built.ts'
import { toPlainJson } from '../core/plain-json.ts'
import type { Clock, Identity } from '../core/ports.ts'
import { createTurns } from '../core/turns.ts'
import { steadyTime } from '../core/steady-time.ts'
import { type Context, type Grant, type HostPorts, noChoice, noFile, noPath } from '../core/context.ts'
import type { IdleLock } from '../topics/keys/idle-lock.ts'
import { toStoreError, unreadableData } from '../store/files/sqlite-errors.ts'

export type Dispatch = (name: string, input: unknown, host?: HostPorts) => Promise<Reply>

type AllHandlers = Handlers<AppContract, 'database' | 'nothing', Context>

/**
 * What answers at a time: everything while the database is open, else what needs nothing; without a data directory the
 * check of catalog files alone, which then compares them with no catalog.
 */
export interface Table {
  handlers: AllHandlers | Handlers<AppContract, 'nothing', Context> | { catalog: Pick<AllHandlers['catalog'], 'lint'> }
  access: Access
  /** For procedures that need a proof; those need the database, too. */
  assertProof?: AssertProof
  /** What a person's token allows now. Throws `unauthenticated`. Absent while the database is not open. */
  grantOf?: (personId: string, token: string, now: Date) => Grant
  /** Knows from the calls whether somebody is there. */
  idleLock?: Pick<IdleLock, 'during'>
  /** The database file, which is looked at to tell why it cannot be used. */
  file: string
  /** For a procedure without a handler: puts another table in place, or throws why none can be. */
  missing(): void
}

/** The one door into the program. */
export interface Door {
  /** Finds the procedure, checks role and input, runs it, checks the answer. Never throws. */
  dispatch: Dispatch
  /** From the next call on this table answers; null for none, once the program is closed. */
  serve(table: Table | null): void
  /**
   * Runs work that no other call may meet, for the call that asks: waits for those under way, and keeps new ones waiting
   * until the work is done. Throws `unavailable` where another call does so already, or others do not end in time.
   */
  alone<T>(work: () => Promise<T>): Promise<T>
}

interface Deps {
  identity: Identity
  clock: Clock
  /** Keeps errors that nobody expected; the caller only learns that something went wrong. */
  log: Log
}

type WorkspaceRole = Exclude<Role, 'founder'>

const RANK: Record<WorkspaceRole, number> = { anyone: 0, member: 1, admin: 2, owner: 3 }
const QUIET_WITHIN_MS = 5000
/** A call that takes longer is worth a line in the log. */
const SLOW_MS = 1000

type Handle = (context: Context, input: unknown) => unknown
/** The mapped types of the contract cannot follow a name that is only known at run time. */
type AnyHandlers = Partial<Record<string, Partial<Record<string, Handle>>>>

/** Makes the one door; nothing is behind it until a table is served. */
export function createDispatch({ identity, clock, log }: Deps): Door {
  const procedures = createProcedures()
  let table: Table | null = null
  let calls = 0
  let onQuiet: (() => void) | null = null
  let hold: Promise<void> | null = null
  const turn = createTurns()

  const run = async (name: string, rawInput: unknown, host: HostPorts): Promise<unknown> => {
    const entry = procedures(name)
    if (!entry) throw appError('unknown_procedure', { name })
    const copies: Uint8Array[] = []
    try {
      return await runEntry(
        name,
        entry,
        toPlainJson(rawInput ?? {}, { places: entry.procedure.passphrases, copies }),
        host,
      )
    } finally {
      for (const bytes of copies) bytes.fill(0)
    }
  }

  const runEntry = async (name: string, entry: Entry, plain: unknown, host: HostPorts): Promise<unknown> => {
    const { procedure } = entry
    const { handle, access } = find(entry, host)
    const actor = access.personOf(identity)
    const grant = host.token === undefined ? null : grantFor(procedure, actor.id, host.token)
    const role = checkRoles(entry, access, { personId: actor.id, grant }, plain)
    const input = procedure.acceptsInput(plain) ? (plain as object) : parseInput(name, plain)
    if (host.workspaceName !== undefined && isRisky(procedure, input)) checkName(access, input, host.workspaceName)
    const { openExport, choosePath = noPath, chooseFile = noChoice, confirmPerson, openPage } = host
    if (procedure.answers === 'file' && !openExport) noFile()
    if (procedure.needsProof) await table?.assertProof?.({ actor }, input, confirmPerson)
    const context = (): Context => ({
      ...{ actor, account: identity, role, now: clock().toISOString(), openExport: openExport ?? noFile },
      ...{ choosePath, chooseFile },
      isHere: host.isOverHttp !== true,
      ...(grant && { grant }),
      ...(confirmPerson && { confirmPerson }),
      ...(openPage && { openPage }),
    })
    const call = () => handle(context(), input)
    // Where a file is chosen, a dialog may wait for somebody who has left.
    const isWork = procedure.answers !== 'file'
    const value = await (table?.idleLock?.during(call, { isUse: host.isUse ?? true, isWork }) ?? call())
    // An answer leaves as the view names it, without any other column, so a secret cannot leave by accident.
    if (procedure.accepts(value)) return value
    const answer = schemasOf(name)?.output.safeParse(value)
    if (answer?.success) return answer.data
    // The compiler holds handlers to their output, so only stored values can break it.
    log.write('call.failed', { procedure: name, error: answer?.error })
    throw unreadableData()
  }

  const find = ({ group, name, procedure }: Entry, host: HostPorts) => {
    const handleIn = (handlers: object | undefined) => (handlers as AnyHandlers | undefined)?.[group]?.[name]
    if (procedure.needs === 'window') {
      const handle = handleIn(host.window)
      if (handle) return { handle, access: NOBODY }
      throw appError('desktop_only')
    }
    if (!handleIn(table?.handlers)) table?.missing()
    const handle = handleIn(table?.handlers)
    if (table && handle) return { handle, access: table.access }
    throw appError('program_closed')
  }

  /** What a token allows, if it allows this call. */
  const grantFor = ({ token: needed, isScoped }: KnownProcedure, personId: string, token: string): Grant => {
    if (!table?.grantOf) table?.missing()
    const grant = table?.grantOf?.(personId, token, clock())
    if (!grant) throw appError('program_closed')
    if (needed === undefined) throw appError('no_token_may')
    if (needed === 'write' && grant.scope === 'read') throw appError('token_only_reads', { name: grant.name })
    // What is asked of no workspace in particular is answered from all of them.
    const isOfAll = needed !== 'shared' && !isScoped
    if (isOfAll && grant.workspaceIds !== null) throw appError('token_of_workspaces', { name: grant.name })
    return grant
  }

  /** Checks every workspace that the input names; answers the role in the one that the call works in. */
  const checkRoles = (
    { procedure }: Entry,
    access: Access,
    { personId, grant }: { personId: string; grant: Grant | null },
    input: unknown,
  ): MemberRole | null => {
    const roleIn = (workspaceId: string, needed: WorkspaceRole) => {
      const isInReach = grant?.workspaceIds?.includes(workspaceId) ?? true
      // A workspace that is unknown, one that is somebody else's and one that a token is not for are answered alike.
      const membership = isInReach ? access.membership(workspaceId, personId) : null
      if (!membership || (membership.place === 'trash' && procedure.allows !== 'trashed'))
        throw appError('no_workspace')
      const { role, place } = membership
      assertRole(needed, role)
      if (place === 'archive' && RANK[needed] > RANK.member && !procedure.allows) throw appError('workspace_archived')
      return role
    }
    let role: MemberRole | null = null
    if (procedure.isScoped && procedure.role !== 'founder') {
      const { workspaceId } = input as { workspaceId?: unknown }
      if (typeof workspaceId !== 'string')
        throw appError(
          'workspace_needed',
          {},
          { fields: { workspaceId: [fieldError('required', { title: 'Workspace ID', by: 'enter', own: 1 })] } },
        )
      role = roleIn(workspaceId, procedure.role)
    } else if (procedure.role === 'founder') {
      if (!access.isFounder(personId) && !(procedure.needs === 'nothing' && access.isUnclaimed()))
        throw appError('founder_only')
    } else if (procedure.role !== 'anyone') {
      const isForFirst = procedure.needs === 'nothing' || procedure.role === 'member'
      if (!isForFirst || !access.isUnclaimed()) assertRole(procedure.role, access.highestRole(personId))
    }
    // What is no text there is refused by the input's schema.
    for (const [path, needed] of Object.entries(procedure.roles ?? {}))
      for (const id of valuesAt(input, path.split('.'))) if (typeof id === 'string') roleIn(id, needed)
    return role
  }

  const dispatch: Dispatch = async (name, input, host = {}) => {
    // Somebody who makes one call after the other, such as for the pages of a list, must not keep others from theirs.
    await turn()
    if (hold) await hold
    calls += 1
    const startedAt = steadyTime()
    try {
      return { ok: true, value: await run(name, input, host) }
    } catch (cause) {
      // The only JSON that handlers parse is stored by the program itself.
      if (cause instanceof SyntaxError) log.write('call.failed', { procedure: name, error: cause })
      const error = cause instanceof SyntaxError ? unreadableData() : toStoreError(cause, table?.file ?? ':memory:')
      if (error instanceof AppError) return { ok: false, error: error.toBody() }
      log.write('call.failed', { procedure: name, error })
      return { ok: false, error: appError('unexpected').toBody() }
    } finally {
      calls -= 1
      if (calls <= 1) onQuiet?.()
      const milliseconds = Math.round(steadyTime() - startedAt)
      // How long somebody looks for a file says nothing.
      if (milliseconds > SLOW_MS && procedures(name)?.procedure.answers !== 'file')
        log.write('call.slow', { procedure: name, milliseconds })
    }
  }

  /** Waits until the call that asks is the only one that is left. */
  const quiet = async () => {
    if (calls <= 1) return
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    onQuiet = resolve
    const late = () => reject(appError('work_running'))
    const timer = setTimeout(late, QUIET_WITHIN_MS)
    try {
      await promise
    } finally {
      clearTimeout(timer)
      onQuiet = null
    }
  }

  return {
    dispatch,
    serve: (next) => {
      table = next
    },
    alone: async (work) => {
      if (hold) throw appError('restoring')
      const { promise, resolve } = Promise.withResolvers<void>()
      hold = promise
      try {
        await quiet()
        return await work()
      } finally {
        hold = null
        resolve()
      }
    },
  }
}

/** A procedure of the contract, with what is read from it once. */
interface Entry {
  group: string
  name: string
  procedure: KnownProcedure
}

/** Finds procedures by their names; a command calls one or two of two hundred. */
function createProcedures(): (name: string) => Entry | undefined {
  const entries = new Map<string, Entry>()
  return (fullName) => {
    const known = entries.get(fullName)
    if (known) return known
    const [group = '', name = ''] = fullName.split('.')
    const procedure = findProcedure(fullName)
    if (!procedure) return undefined
    const entry = { group, name, procedure }
    entries.set(fullName, entry)
    return entry
  }
}

/** Throws `invalid`, with what is wrong by field. */
function parseInput(name: string, plain: unknown): object {
  const parsed = schemasOf(name)?.input.safeParse(plain)
  if (parsed?.success) return parsed.data
  throw appError('input', {}, { fields: inputErrors(parsed?.error.issues ?? [], plain) })
}

/** Where there is nobody whose role could be asked for. */
export const NOBODY: Access = {
  personOf: (account) => account,
  membership: () => null,
  productionName: () => null,
  highestRole: () => null,
  isFounder: () => false,
  isUnclaimed: () => true,
}

function assertRole(needed: WorkspaceRole, actual: MemberRole | null) {
  if (actual && RANK[actual] >= RANK[needed]) return
  throw appError('role_needed', { role: needed === 'anyone' ? 'member' : needed })
}

const isRisky = ({ asksForName: asks = [] }: Entry['procedure'], input: object): boolean =>
  asks === true || asks.some((path) => valuesAt(input, path.split('.')).length > 0)

/** Throws `invalid` where the workspace is marked as production and the call came without its name. */
function checkName(access: Access, input: object, workspaceName: string | null) {
  const name = access.productionName((input as { workspaceId: string }).workspaceId)
  if (name !== null && nameKey(workspaceName ?? '') !== nameKey(name)) throw appError('name_needed', { name })
}

/** The values at a path of names, where `*` stands for every item of a list. */
function valuesAt(value: unknown, [head, ...tail]: string[]): unknown[] {
  if (head === undefined) return [value]
  if (head === '*') return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, tail)) : []
  const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, head)
  return isObject ? valuesAt((value as Record<string, unknown>)[head], tail) : []
}
