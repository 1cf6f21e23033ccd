import * as z from 'zod'
import { InWorkspace } from '../common.ts'
import { group } from '../define.ts'
import { KeyStatus } from './keys.ts'
import { MemberRole } from './workspaces.ts'

export const session = group({
  get: {
    route: 'GET /session',
    role: 'anyone',
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
    }),
  },
  workspace: {
    route: 'GET /session/workspace',
    role: 'member',
    needs: 'database',
    summary: 'Your role in a workspace and the state of its key, without touching the keychain',
    input: InWorkspace,
    output: z.object({ role: MemberRole, key: KeyStatus }),
  },
})
