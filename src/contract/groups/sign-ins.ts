import * as z from 'zod'
import { Id, InWorkspace, Instant, ReasonValues } from '../common.ts'
import { group } from '../define.ts'
import { type SignInReason, signInReasons } from '../../shared/reasons/sign-in-reasons.ts'
import { type TestReason, testReasons } from '../../shared/reasons/test-reasons.ts'
import { Settings } from './connectors.ts'

const Reason = z.enum([...Object.keys(signInReasons), ...Object.keys(testReasons)] as [
  SignInReason | TestReason,
  ...(SignInReason | TestReason)[],
])

/** A sign-in: what a person does for it, and how it has ended. No secret is in it. */
export const SignIn = z.object({
  id: Id,
  /** `waiting` for the person, `done`, or ended without tokens. */
  state: z.enum(['waiting', 'done', 'failed', 'cancelled']),
  /** The page of the service to sign in on. */
  address: z.string(),
  /** Whether the program has opened that page already. */
  isOpened: z.boolean(),
  /** What to enter on that page; null where the browser comes back on its own. */
  code: z.string().nullable(),
  /** When it ends on its own. */
  endsAt: Instant,
  /** Why it failed. */
  reason: Reason.nullable(),
  values: ReasonValues,
  /** The English sentence of the failure. */
  message: z.string().nullable(),
  /** The field that the failure is about. */
  field: z.string().nullable(),
  /** The account that the service names for the tokens; null where its entry does not say how to ask, or it did not answer. */
  account: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Other connectors of the workspace that have the same account. */
  sameAccount: z.array(z.object({ id: Id, name: z.string() })),
  /** Until when the access token works; null where the service does not say. */
  expiresAt: Instant.nullable(),
  /** Whether the program renews the access token itself. */
  isRenewed: z.boolean(),
})

export type SignIn = z.infer<typeof SignIn>

const OneSignIn = InWorkspace.extend({ id: Id })

/** How long a call may wait for the end, in seconds. */
const MAX_WAIT = 25

export const signIns = group({
  start: {
    route: 'POST /sign-ins',
    role: 'admin',
    needs: 'database',
    summary:
      'Begin to sign in to the service of a connector; without settings its tokens are stored in the connector, else they wait for a save with `signIn`',
    input: InWorkspace.extend({
      /** The connector to sign in for; a new one where it is left out. */
      id: Id.optional(),
      /** The entry of a new connector. */
      catalogKey: z.string().max(100).optional(),
      /** Settings that are not saved yet. */
      settings: Settings.optional(),
      /** In the browser of this computer, or with a code that is entered on any device. */
      way: z.enum(['browser', 'device']).default('browser'),
    }),
    output: SignIn,
  },
  progress: {
    route: 'GET /sign-ins/{id}',
    role: 'admin',
    needs: 'database',
    summary: 'How far a sign-in is; with `wait` the answer comes when it ends, or after so many seconds',
    input: OneSignIn.extend({ wait: z.coerce.number().int().min(0).max(MAX_WAIT).default(0) }),
    output: SignIn,
  },
  cancel: {
    route: 'POST /sign-ins/{id}/cancel',
    role: 'admin',
    needs: 'database',
    summary: 'End a sign-in, or forget its tokens where they wait for a save',
    input: OneSignIn,
    output: z.object({}),
  },
})
