import type { Handlers, TokenScope } from '../../contract/define.ts'
import { appError } from '../../contract/errors.ts'
import type { AppContract, MemberRole } from '../../contract/index.ts'
import type { Identity } from './ports.ts'

/** A file that a host has opened for an export. Nothing is visible at its path before `commit`. */
export interface ExportFile {
  /** Where the file will be; null where the host reveals no paths. */
  path: string | null
  write(chunk: string | Uint8Array): Promise<void>
  commit(): Promise<void>
  abort(): Promise<void>
}

/** What an export holds, by which a host knows what to call it and how to send it. */
export type ExportKind =
  | 'publish-targets'
  | 'publish-targets-ndjson'
  | 'publish-targets-csv'
  | 'publish-targets-yaml'
  | 'activity-csv'
  | 'activity-json'
  | 'activity-ndjson'
  | 'backup'
  | 'invitation'
  | 'request'
  | 'secrets'
  | 'workspace-code'
  | 'page'
  | 'text'

/** Lets the person choose a file, for which a name is suggested; null when that was cancelled. */
export type OpenExport = (suggested: { kind: ExportKind; name: string }) => Promise<ExportFile | null>

/** Lets the person choose where a file is kept from now on, which only somebody here may do; null when that was cancelled. */
type ChoosePath = (suggested: { kind: ExportKind; name: string }) => Promise<string | null>

/** Lets the person choose a file that is there, and answers its path; null when that was cancelled. */
type ChooseFile = (kind: 'certificates') => Promise<string | null>

/** Asks the person who sits there to confirm it, saying what for; false where they did not. */
export type ConfirmPerson = (purpose: 'export' | 'open') => Promise<boolean>

/** Opens a page in the browser of the system; false where it cannot. */
type OpenPage = (address: string) => boolean

/** What a host lends to a call. */
export interface HostPorts {
  /** Absent on a way in that cannot write a file. */
  openExport?: OpenExport
  /** Absent on a way in from elsewhere, which may not name a path. */
  choosePath?: ChoosePath
  /** Absent on a way in from elsewhere, and on a command that names no file. */
  chooseFile?: ChooseFile
  /** The prompt of the system that confirms who sits there; absent where there is none. */
  confirmPerson?: ConfirmPerson
  /** Absent where the caller opens pages itself. */
  openPage?: OpenPage
  /** The name of the workspace that came with a call, null without one; absent where the host asks for it itself. */
  workspaceName?: string | null
  /** False where a call does not show that somebody is there: a page reads what has changed with nobody before it. */
  isUse?: false
  /** The call came over http, where a script looks like a person in a browser. */
  isOverHttp?: true
  /** The token of a program that calls over REST, as it was sent; what it allows is found out at the door. */
  token?: string
  /** What the window that calls answers itself; absent on every other way in. */
  window?: Handlers<AppContract, 'window', Context>
}

/** What a token allows, within what the person who made it may do. */
export interface Grant {
  id: string
  name: string
  scope: TokenScope
  /** Null for all workspaces of the person. */
  workspaceIds: readonly string[] | null
}

/** Who asks, as what, and when. */
export interface Context {
  /** The person; their id and name stand in audit columns and in the history. */
  actor: Identity
  /** The account of the operating system that the person works under. */
  account: Identity
  /** The role in the workspace that the input names; null for a call without one. */
  role: MemberRole | null
  /** The instant of the call, ISO 8601 in UTC. */
  now: string
  /** Whether a person calls in a window of the desktop program or on the command line, and nobody over http. */
  isHere: boolean
  /** The token that the call is made with; absent for a person. */
  grant?: Grant
  /** For procedures that answer with a file. */
  openExport: OpenExport
  /** For what is written from now on. */
  choosePath: ChoosePath
  /** For what is read from now on. */
  chooseFile: ChooseFile
  /** The prompt of the system that confirms who sits there; absent where there is none. */
  confirmPerson?: ConfirmPerson
  /** Absent where the caller opens pages itself. */
  openPage?: OpenPage
}

/** The context of work that nobody asks for at the moment: it writes no file of its own choice and opens no page. */
export const unattended = (by: Pick<Context, 'actor' | 'account' | 'role' | 'now'>): Context => ({
  ...by,
  ...{ isHere: false, openExport: noFile, choosePath: noPath, chooseFile: noChoice },
})

/** Where a call comes from elsewhere, which may not name a path. */
export const noPath = (): never => {
  throw appError('path_from_elsewhere')
}

/** Where nobody can choose a file. */
export const noChoice = (): never => {
  throw appError('settings_elsewhere')
}

/** Where a host writes no files. */
export const noFile = (): never => {
  throw appError('no_files')
}

/** The audit columns of a new row. */
export const createdBy = ({ actor, now }: Pick<Context, 'actor' | 'now'>) => ({
  createdAt: now,
  createdBy: actor.id,
  createdByName: actor.name,
  ...updatedBy({ actor, now }),
})

/** Who made a row and when, and who changed it last. */
export type Audit = ReturnType<typeof createdBy>

/** The audit columns of a changed row. */
export const updatedBy = ({ actor, now }: Pick<Context, 'actor' | 'now'>) => ({
  updatedAt: now,
  updatedBy: actor.id,
  updatedByName: actor.name,
})
