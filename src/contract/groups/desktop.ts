import * as z from 'zod'
import { ErrorBody, Id } from '../common.ts'
import { group } from '../define.ts'
import { Colour } from './workspaces.ts'

/** What the menus can ask of the window. */
export const MenuCommand = z.enum([
  'import',
  'import-code',
  'join',
  'open-backup',
  'restore-database',
  'lock',
  'updates',
  'settings',
  'help',
  'keyboard',
  'about',
])

/** What somebody asks of the window from outside the page: in the menu, with a file, on a notification. */
export const DesktopCommand = z.discriminatedUnion('kind', [
  z.object({ kind: MenuCommand }),
  /** A backup that the system handed over; it is uploaded already. */
  z.object({ kind: z.literal('restore-backup'), name: z.string(), upload: Id }),
  /** A file that the system handed over and that cannot be used. */
  z.object({ kind: z.literal('refused-file'), name: z.string(), error: ErrorBody }),
  /** The system handed over more files than are opened at once. */
  z.object({ kind: z.literal('left-out-files'), opened: z.number(), leftOut: z.number() }),
  z.object({ kind: z.literal('show-expiring'), workspaceId: Id, within: z.number() }),
  z.object({ kind: z.literal('show-failing'), workspaceId: Id }),
])

/** How far an update of the program has come. */
export const UpdateState = z.discriminatedUnion('kind', [
  /** Nobody has looked yet; checking; there is no newer version. */
  z.object({ kind: z.enum(['idle', 'checking', 'none']) }),
  z.object({ kind: z.literal('downloading'), version: z.string(), percent: z.number() }),
  /** Downloaded and checked; it is installed at the next restart. */
  z.object({ kind: z.literal('ready'), version: z.string() }),
  z.object({
    kind: z.literal('failed'),
    cause: z.enum(['fixed', 'unreachable', 'unsigned', 'expired', 'damaged', 'unknown']),
  }),
])

/** What is typed into the form of a connector and not saved, without its secrets. */
export const Draft = z.object({
  workspaceId: Id,
  /** The entry of a new connector. */
  catalogKey: z.string(),
  /** The connector that is configured; null for a new one. */
  connectorId: Id.nullable(),
  /** The state of the connector that the changes are based on. */
  basedOn: z.string().nullable(),
  /** That state itself, without what may be a secret; a draft from before an update has none. */
  base: z
    .object({
      name: z.string(),
      tags: z.array(z.string()),
      description: z.string(),
      colour: Colour.nullable(),
      secretExpiresAt: z.string().nullable(),
      config: z.record(z.string(), z.unknown()),
    })
    .nullable()
    .default(null),
  /** What people know the connector by. */
  title: z.string(),
  typedAt: z.iso.datetime(),
  name: z.string(),
  tags: z.array(z.string()),
  // A draft from before an update has neither.
  description: z.string().default(''),
  colour: Colour.nullable().default(null),
  secretExpiresAt: z.string().nullable(),
  /** The values of the form in the shape of the entry's two schemas. */
  values: z.object({ config: z.record(z.string(), z.unknown()), auth: z.record(z.string(), z.unknown()) }),
  /** What was decided about stored secrets and about choices, by dotted path. */
  decisions: z.object({
    fates: z.record(z.string(), z.enum(['replacing', 'cleared', 'moved'])),
    /** Choices that are in another branch than the stored one. */
    leftChoices: z.array(z.object({ path: z.array(z.string().or(z.number())), shared: z.array(z.string()) })),
    /** The branches that the form began with, and those that were chosen since. */
    storedBranches: z.record(z.string(), z.number()),
    chosenBranches: z.record(z.string(), z.number()),
  }),
  /** The dotted paths of what is left out, as it is a secret or looks like one. */
  leftOut: z.array(z.string()),
})

/** What became of printing the page; `no_printer`: the system has none. */
export const PrintOutcome = z.enum(['printed', 'cancelled', 'no_printer', 'failed'])

export type PrintOutcome = z.infer<typeof PrintOutcome>
export type Draft = z.infer<typeof Draft>
export type MenuCommand = z.infer<typeof MenuCommand>
export type DesktopCommand = z.infer<typeof DesktopCommand>
export type UpdateState = z.infer<typeof UpdateState>

/** What the window of the desktop program asks of its host; no other host has these. */
export const desktop = group({
  takeCommands: {
    route: 'POST /desktop/commands',
    role: 'anyone',
    needs: 'window',
    summary: 'The commands for the window since the last call, in order',
    input: z.object({}),
    output: z.array(DesktopCommand),
  },
  takeDraft: {
    route: 'POST /desktop/draft/take',
    role: 'anyone',
    needs: 'window',
    summary: 'The draft that was typed before this page opened and never saved; null for none',
    input: z.object({}),
    output: Draft.nullable(),
  },
  keepDraft: {
    route: 'PUT /desktop/draft',
    role: 'anyone',
    needs: 'window',
    summary: 'Keep an unsaved draft for the next start; null discards it',
    input: z.object({ draft: Draft.nullable() }),
    output: z.object({}),
  },
  openWindow: {
    route: 'POST /desktop/window',
    role: 'anyone',
    needs: 'window',
    summary: 'Open one more window, on a workspace',
    // The page that opens there is refused what the person may not see.
    input: z.object({ opens: Id }),
    output: z.object({}),
  },
  print: {
    route: 'POST /desktop/print',
    role: 'anyone',
    needs: 'window',
    summary: 'Print what the window shows, in the dialog of the system',
    input: z.object({}),
    output: z.object({ outcome: PrintOutcome }),
  },
  savePage: {
    route: 'POST /desktop/page',
    role: 'anyone',
    needs: 'window',
    answers: 'file',
    summary: 'Save what the window shows on paper as a PDF; false when no place was chosen',
    input: z.object({}),
    output: z.object({ isSaved: z.boolean() }),
  },
  saveText: {
    route: 'POST /desktop/text',
    role: 'anyone',
    needs: 'window',
    answers: 'file',
    summary: 'Save a text that is shown once where somebody chooses; false when no place was chosen',
    input: z.object({ name: z.string().min(1).max(100), text: z.string().max(10_000) }),
    output: z.object({ isSaved: z.boolean() }),
  },
  update: {
    route: 'GET /desktop/update',
    role: 'anyone',
    needs: 'window',
    summary: 'The state of an update; null where updates are not configured',
    input: z.object({}),
    output: UpdateState.nullable(),
  },
  checkForUpdate: {
    route: 'POST /desktop/update/check',
    role: 'anyone',
    needs: 'window',
    summary: 'Check for a newer version and download it',
    input: z.object({}),
    output: UpdateState.nullable(),
  },
  installUpdate: {
    route: 'POST /desktop/update/install',
    role: 'anyone',
    needs: 'window',
    summary: 'Restart into the version that is ready',
    input: z.object({}),
    output: z.object({}),
  },
})
