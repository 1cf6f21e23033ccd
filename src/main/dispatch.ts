import type { $ZodRawIssue } from 'zod/v4/core'
import type { Contract, Handlers, Procedure, Role } from '../contract/define.ts'
import { AppError, type FieldErrors, type Reply } from '../contract/errors.ts'
import type { MemberRole } from '../contract/workspaces.ts'
import type { Access } from './access.ts'
import type { Log } from './log.ts'
import { toPlainJson } from './plain-json.ts'
import type { Clock, Identity } from './ports.ts'
import type { Context, HostPorts } from './services/context.ts'
import { toStoreError, unreadableData } from './store/sqlite-errors.ts'

export type Dispatch = (name: string, input: unknown, host?: HostPorts) => Promise<Reply>

interface Deps<C extends Contract> {
  contract: C
  handlers: Handlers<C, Context>
  access: Access
  identity: Identity
  clock: Clock
  /** The database file, which is looked at to tell why it cannot be used. */
  file?: string
  /** Keeps errors that nobody expected; the caller only learns that something went wrong. */
  log: Log
}

const RANK: Record<Role, number> = { anyone: 0, member: 1, admin: 2, owner: 3 }

/** The one door into the program: finds the procedure, checks role and input, runs it, checks the answer. Never throws. */
export function createDispatch<C extends Contract>(deps: Deps<C>): Dispatch {
  const { access, identity, clock, log, file = ':memory:' } = deps
  const table = createTable(deps.contract, deps.handlers)

  const run = async (name: string, rawInput: unknown, host: HostPorts): Promise<unknown> => {
    const entry = table.get(name)
    if (!entry) throw new AppError('not_found', `There is no procedure named ${name}`)
    const { procedure, handle } = entry
    const plain = toPlainJson(rawInput ?? {})
    const role = checkRole(procedure, plain)
    const parsed = procedure.input.safeParse(plain, { error: sayIssue })
    if (!parsed.success)
      throw new AppError('invalid', 'Some fields need attention', { fields: toFields(parsed.error.issues) })
    const context = { actor: identity, role, now: clock().toISOString(), host }
    const value = await handle(context, parsed.data)
    // Parsing the answer drops every column that the view does not name, so that a secret cannot leave by accident.
    const answer = procedure.output.safeParse(value)
    if (answer.success) return answer.data
    // The compiler holds handlers to their output, so that only stored values can break it.
    log.write('call.failed', { procedure: name, error: answer.error })
    throw unreadableData()
  }

  /** A workspace that is unknown and one that is somebody else's are answered alike. */
  const checkRole = (procedure: Procedure, input: unknown): MemberRole | null => {
    if ('workspaceId' in procedure.input.shape) {
      const { workspaceId } = input as { workspaceId?: unknown }
      if (typeof workspaceId !== 'string')
        throw new AppError('invalid', 'A workspace must be named', { fields: { workspaceId: ['is required'] } })
      const role = access.roleIn(workspaceId, identity.id)
      if (!role) throw new AppError('not_found', 'There is no such workspace')
      refuseBelow(procedure.role, role)
      return role
    }
    if (procedure.role !== 'anyone') refuseBelow(procedure.role, access.highestRole(identity.id))
    return null
  }

  return async (name, input, host = {}) => {
    try {
      return { ok: true, value: await run(name, input, host) }
    } catch (cause) {
      // The only JSON that handlers parse is stored by the program itself.
      if (cause instanceof SyntaxError) log.write('call.failed', { procedure: name, error: cause })
      const error = cause instanceof SyntaxError ? unreadableData() : toStoreError(cause, file)
      if (error instanceof AppError) return { ok: false, error: error.toBody() }
      log.write('call.failed', { procedure: name, error })
      return { ok: false, error: { code: 'internal', message: 'Something went wrong; nothing was changed' } }
    }
  }
}

type Handle = (context: Context, input: unknown) => unknown

function createTable<C extends Contract>(contract: C, handlers: Handlers<C, Context>) {
  const table = new Map<string, { procedure: Procedure; handle: Handle }>()
  for (const [groupName, procedures] of Object.entries(contract))
    for (const [name, procedure] of Object.entries(procedures)) {
      // The mapped types cannot follow a name that is only known at run time; Handlers has made sure that it is there.
      const handle = handlers[groupName]?.[name] as Handle
      table.set(`${groupName}.${name}`, { procedure, handle })
    }
  return table
}

function refuseBelow(needed: Role, actual: MemberRole | null) {
  if (actual && RANK[actual] >= RANK[needed]) return
  const people = needed === 'owner' ? 'an owner' : needed === 'admin' ? 'an owner or admin' : 'a member'
  throw new AppError('forbidden', `Only ${people} of a workspace can do this`)
}

function toFields(issues: { path: PropertyKey[]; message: string }[]): FieldErrors {
  const fields: FieldErrors = {}
  for (const { path, message } of issues) (fields[path.map(String).join('.')] ??= []).push(message)
  return fields
}

/** Messages that read after a field's name; a schema's own message comes before these. */
function sayIssue(issue: $ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is required' : `must be of type ${issue.expected}`
    case 'invalid_value':
      return `must be one of: ${issue.values.map(String).join(', ')}`
    case 'too_small':
      return `must be at least ${issue.minimum}${issue.origin === 'string' ? ' characters long' : ''}`
    case 'too_big':
      return `must be at most ${issue.maximum}${issue.origin === 'string' ? ' characters long' : ''}`
    case 'unrecognized_keys':
      return `has unknown properties: ${issue.keys.join(', ')}`
    default:
      return 'is not valid'
  }
}
