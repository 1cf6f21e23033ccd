import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { AppError, FieldMessages } from '../../../contract/errors.ts'
import type { TestResult } from '../../../contract/groups/connection-tests.ts'
import type { AppApi } from '../../../contract/index.ts'
import { testMessage } from '../../text/test-wording.ts'
import { fieldMessages } from '../../text/wording.ts'
import { useStores } from '../context.ts'
import { toAppError } from '../to-app-error.ts'

/** What is tested: config and secrets as they are typed, with the stored secrets of a connector. */
type TryOutInput = Omit<Parameters<AppApi['connectionTests']['tryOut']>[0], 'workspaceId' | 'attempt'>

export interface TryOut {
  isBusy: boolean
  /** How the test of what is typed ended; null before one, and again after a change. */
  result: TestResult | null
  /** Why no test was made; null where one was. */
  error: AppError | null
  /** What the test says about fields, by dotted path. */
  errors: FieldMessages
  run(input: TryOutInput): void
  cancel(): void
  /** Forgets what was tested, as it is something else now. */
  forget(): void
}

interface State {
  isBusy: boolean
  result: TestResult | null
  error: AppError | null
}

const NOTHING: State = { isBusy: false, result: null, error: null }
const NO_ERRORS: FieldMessages = {}

/** Tests what is typed in a form before it is saved. */
export function useTryOut(workspaceId: string): TryOut {
  const { api } = useStores()
  const [state, setState] = useState(NOTHING)
  /** The test under way; the answer of an earlier one is dropped. */
  const current = useRef<string | null>(null)
  const stop = useCallback(() => {
    const attempt = current.current
    if (attempt === null) return
    current.current = null
    void api.connectionTests.cancel({ workspaceId, attempt }).catch(() => undefined)
  }, [api, workspaceId])
  useEffect(() => stop, [stop])

  const run = async (input: TryOutInput) => {
    const attempt = crypto.randomUUID()
    current.current = attempt
    setState({ ...NOTHING, isBusy: true })
    const end = (ended: Partial<State>) => {
      if (current.current !== attempt) return
      current.current = null
      setState({ ...NOTHING, ...ended })
    }
    try {
      end({ result: await api.connectionTests.tryOut({ workspaceId, attempt, ...input }) })
    } catch (error) {
      end({ error: toAppError(error) })
    }
  }
  const forget = () => {
    stop()
    setState((before) => (before === NOTHING ? before : NOTHING))
  }
  const { result, error } = state
  const errors = useMemo(() => {
    if (error?.fields) return fieldMessages(error.fields)
    return result && !result.ok && result.field !== null ? { [result.field]: [testMessage(result)] } : NO_ERRORS
  }, [error, result])
  return { ...state, errors, run: (input) => void run(input), cancel: forget, forget }
}
