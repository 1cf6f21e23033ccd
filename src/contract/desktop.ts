import * as z from 'zod'
import { Id } from './common.ts'
import { group } from './define.ts'

/** What the menus can ask of the window. */
export const MenuCommand = z.enum(['import', 'open-backup', 'restore-database', 'lock', 'updates'])

/** What somebody asks of the window from outside the page: in the menu, with a file, on a notification. */
export const DesktopCommand = z.discriminatedUnion('kind', [
  z.object({ kind: MenuCommand }),
  /** A backup that the system handed over; it is uploaded already. */
  z.object({ kind: z.literal('restore-backup'), name: z.string(), upload: Id }),
  /** A file that the system handed over and that cannot be used. */
  z.object({ kind: z.literal('refused-file'), name: z.string(), message: z.string() }),
  /** The system handed over more files than are opened at once. */
  z.object({ kind: z.literal('left-out-files'), opened: z.number(), leftOut: z.number() }),
  z.object({ kind: z.literal('show-expiring'), workspaceId: Id, within: z.number() }),
])

/** How far an update of the program has come. */
export const UpdateState = z.discriminatedUnion('kind', [
  /** Nobody has looked yet; checking; there is no newer version. */
  z.object({ kind: z.enum(['idle', 'checking', 'none']) }),
  z.object({ kind: z.literal('downloading'), version: z.string(), percent: z.number() }),
  /** Downloaded and checked; it is installed at the next restart. */
  z.object({ kind: z.literal('ready'), version: z.string() }),
  z.object({ kind: z.literal('failed'), cause: z.enum(['fixed', 'unreachable', 'unsigned', 'damaged', 'unknown']) }),
])

export type MenuCommand = z.infer<typeof MenuCommand>
export type DesktopCommand = z.infer<typeof DesktopCommand>
export type UpdateState = z.infer<typeof UpdateState>

/** What the window of the desktop program asks of its host; no other host has these. */
export const desktop = group({
  takeCommands: {
    route: 'POST /desktop/commands',
    role: 'anyone',
    needs: 'window',
    summary: 'What was asked of the window since the last time, in order',
    input: z.object({}),
    output: z.array(DesktopCommand),
  },
  update: {
    route: 'GET /desktop/update',
    role: 'anyone',
    needs: 'window',
    summary: 'How far an update has come; null where updates are not configured',
    input: z.object({}),
    output: UpdateState.nullable(),
  },
  checkForUpdate: {
    route: 'POST /desktop/update/check',
    role: 'anyone',
    needs: 'window',
    summary: 'Look for a newer version and download it',
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
