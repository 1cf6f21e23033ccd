import * as z from 'zod'
import { InWorkspace } from '../common.ts'
import { group } from '../define.ts'
import { KeyStatus } from './keys.ts'
import { MemberRole } from './workspaces.ts'

/** What a person should know at every start, beside what they ask for. */
export const Warning = z.discriminatedUnion('kind', [
  /** The data directory is no place for a database: on the disk of another computer, or synchronised with others. */
  z.object({ kind: z.literal('place'), place: z.enum(['network', 'synced']) }),
  /** The desktop program has known of no signed statement about its updates that counts since then. */
  z.object({ kind: z.literal('updates'), since: z.iso.datetime() }),
  /** The file of settings could not be used, so the usual ones count, and it is kept at `path`. */
  z.object({ kind: z.literal('settings'), why: z.enum(['damaged', 'newer']), path: z.string() }),
])

export type Warning = z.infer<typeof Warning>

export const session = group({
  get: {
    route: 'GET /session',
    role: 'anyone',
    token: 'shared',
    needs: 'nothing',
    summary: 'The person who is calling and the version of the program',
    input: z.object({}),
    output: z.object({
      /** Who is calling, by the name in histories. */
      person: z.object({ id: z.string(), name: z.string() }),
      /** The account of the operating system that the person works under. */
      account: z.object({ id: z.string(), name: z.string() }),
      version: z.string(),
      /** Who created the data directory; null where the database cannot be opened. */
      founder: z.object({ name: z.string(), isYou: z.boolean() }).nullable(),
      /** Whether there are workspaces, and this person is in none of them. */
      isStranger: z.boolean(),
      warnings: z.array(Warning),
    }),
  },
  workspace: {
    route: 'GET /session/workspace',
    role: 'member',
    token: 'read',
    needs: 'database',
    summary: 'Your role in a workspace and the state of its key, without touching the keychain',
    input: InWorkspace,
    output: z.object({
      role: MemberRole,
      key: KeyStatus,
      /** The names of those who may change the workspace: owners, then admins, without you. */
      keepers: z.array(z.string()),
    }),
  },
})
