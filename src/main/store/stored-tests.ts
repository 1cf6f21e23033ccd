/** How the last connection test of a connector ended; nothing in it is a secret. */
export interface StoredTest {
  ok: boolean
  /** Null for a success. */
  reason: string | null
  values: Record<string, string | number | string[]>
  message: string | null
  field: string | null
  milliseconds: number
  isLasting: boolean
  /** Whether the last test with a clear answer was a success; null before one. An older version has not stored it. */
  works?: boolean | null
  /** The account that the service at `host` named; the ID is empty where the entry does not say where it is. */
  account: { id: string; name: string; host: string } | null
}

/** Why a test failed, by its reason, which each reader's language has words for. */
export type StoredCause = Pick<StoredTest, 'values'> & { reason: string }

/** What a run of tests without anybody's asking found: how many, and what has changed since the tests before it. */
export interface ScheduledRun {
  at: string
  tested: number
  failed: number
  nowFailing: { id: string; name: string }[]
  nowWorking: { id: string; name: string }[]
}
