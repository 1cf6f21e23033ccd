import * as z from 'zod'
import { Id, InWorkspace, Instant, ReasonValues } from '../common.ts'
import { group } from '../define.ts'
import { type TestReason, testReasons } from '../../shared/reasons/test-reasons.ts'
import { MAX_PART, TEST_HOURS } from '../../shared/limits.ts'
import { Settings } from './connectors.ts'

const Reason = z.enum(Object.keys(testReasons) as [TestReason, ...TestReason[]])

/** The account that a service names. */
const Account = z.object({ id: z.string(), name: z.string() })

/** Another connector of the workspace. */
const Other = z.object({ id: Id, name: z.string() })

/** How a connection test has ended. */
export const TestResult = z.object({
  ok: z.boolean(),
  testedAt: Instant,
  /** How long it took. */
  milliseconds: z.number(),
  /** Null where the entry does not say where an answer has it, and for a failure. */
  account: Account.nullable(),
  /** Other connectors of the workspace for which a test has found the same account. */
  sameAccount: z.array(Other),
  /** Why it failed; null for a success. */
  reason: Reason.nullable(),
  values: ReasonValues,
  /** The English sentence of the failure: that of the entry where it has one. */
  message: z.string().nullable(),
  /** The field that the failure is about, for example `auth.access_token`. */
  field: z.string().nullable(),
  /** Whether it is a reason to mark the connector as failing: not what passes, as a limit of requests does. */
  isLasting: z.boolean(),
  /** What was done, step by step, without secrets. */
  steps: z.array(
    z.object({
      step: z.enum(['host', 'proxy', 'request', 'answer', 'redirect']),
      /** From the beginning. */
      milliseconds: z.number(),
      detail: z.string(),
    }),
  ),
})

/** One connector of a run: tested, or without a test in its entry (`skipped`). */
const ManyTestResult = z.object({
  id: Id,
  name: z.string(),
  outcome: z.enum(['ok', 'failed', 'skipped', 'cancelled']),
  /** Null unless it was tested. */
  result: TestResult.omit({ steps: true }).nullable(),
})

const MAX_TESTS = 10_000

/**
 * Marks a connector whose test failed as failing, with the message; never the other way round. Unless given, the setting
 * of the workspace does so for connectors that are active.
 */
const markError = z.boolean().optional()

/** One run by the schedule of a workspace. */
const ScheduledRun = z.object({
  /** When it began. */
  at: Instant,
  tested: z.number(),
  /** How many failed for a reason that does not pass. */
  failed: z.number(),
  /** Those that fail since this run, and those that work again since it. */
  nowFailing: z.array(Other),
  nowWorking: z.array(Other),
})

/** When the connectors of a workspace are tested without anybody's asking, and what a failure does. */
const TestSchedule = z.object({
  /** 0 for never. */
  everyHours: z.literal(TEST_HOURS),
  /** Whether a test that fails marks an active connector as failing. */
  marksErrors: z.boolean(),
  /** When the next run is due; null while there is none. */
  nextAt: Instant.nullable(),
  /** Why runs wait: for the key of the workspace, or for a program that stays open. */
  waitsFor: z.enum(['key', 'program']).nullable(),
  lastRun: ScheduledRun.nullable(),
})

export type ScheduledRun = z.infer<typeof ScheduledRun>
export type TestSchedule = z.infer<typeof TestSchedule>
export type TestResult = z.infer<typeof TestResult>
export type ManyTestResult = z.infer<typeof ManyTestResult>

export const connectionTests = group({
  test: {
    route: 'POST /connectors/{id}/test',
    role: 'admin',
    token: 'write',
    needs: 'database',
    summary: 'Test whether a connector works with what is stored; the result is stored with it',
    input: InWorkspace.extend({ id: Id, markError }),
    output: TestResult,
  },
  tryOut: {
    route: 'POST /connection-tests/try',
    role: 'admin',
    token: 'write',
    needs: 'database',
    summary: 'Test config and secrets before they are saved, with the stored secrets of a connector; nothing is stored',
    input: InWorkspace.extend({
      catalogKey: z.string().max(100),
      /** The connector whose stored secrets count where they are neither set nor cleared. */
      id: Id.optional(),
      ...Settings.shape,
      /** A sign-in whose tokens wait for a save. */
      signIn: Id.optional(),
      /**
       * An entry that is not saved, as the text of a catalog file, instead of the one of `catalogKey`. Stored secrets are
       * never sent to its addresses, so `id` and `signIn` are ignored with it.
       */
      entryText: z.string().max(MAX_PART).optional(),
      /** A name of the caller's own for this test, by which it can be cancelled. */
      attempt: Id.optional(),
    }),
    output: TestResult,
  },
  testMany: {
    route: 'POST /connection-tests',
    role: 'admin',
    token: 'write',
    needs: 'database',
    summary: 'Test many connectors, or all of a workspace, at most six at a time and two at one host',
    input: InWorkspace.extend({
      /** All of the workspace unless given. */
      ids: z.array(Id).min(1).max(MAX_TESTS).optional(),
      markError,
    }),
    output: z.object({ isCancelled: z.boolean(), results: z.array(ManyTestResult) }),
  },
  progress: {
    route: 'GET /connection-tests/progress',
    role: 'admin',
    token: 'read',
    needs: 'database',
    summary: 'How far the run of tests in a workspace is; null for none',
    input: InWorkspace,
    output: z.object({ done: z.number(), total: z.number(), failed: z.number() }).nullable(),
  },
  cancel: {
    route: 'POST /connection-tests/cancel',
    role: 'admin',
    token: 'write',
    needs: 'database',
    summary: 'Cancel the run of tests in a workspace, or one test alone; what was tested stays stored',
    input: InWorkspace.extend({
      /** The connector whose test is to end, in place of the run. */
      id: Id.optional(),
      /** The test of what is not saved that is to end, by the `attempt` it was given. */
      attempt: Id.optional(),
    }),
    output: z.object({}),
  },
  schedule: {
    route: 'GET /connection-tests/schedule',
    role: 'member',
    token: 'read',
    needs: 'database',
    summary: 'When the connectors of a workspace are tested without being asked, and how the last such run ended',
    input: InWorkspace,
    output: TestSchedule,
  },
  setSchedule: {
    route: 'PUT /connection-tests/schedule',
    role: 'admin',
    token: 'write',
    needs: 'database',
    summary:
      'Test the connectors that are switched on every 1, 6 or 24 hours, or 0 for never; mark those that fail or not',
    input: InWorkspace.extend({
      everyHours: z.literal(TEST_HOURS).optional(),
      marksErrors: z.boolean().optional(),
    }),
    output: TestSchedule,
  },
})
