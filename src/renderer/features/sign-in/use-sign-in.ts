import { useCallback, useEffect, useRef, useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import type { SignIn } from '../../../contract/groups/sign-ins.ts'
import type { FormValue } from '../../forms/schema-form.tsx'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'

/** What a sign-in is for. */
export interface SignInTarget {
  workspaceId: string
  catalogKey: string
  /** Null for a new connector. */
  connectorId: string | null
  /** Reads what is not saved yet; without it, the tokens are stored in the connector at once. */
  read?: (() => FormValue | null) | undefined
  /** Called when the sign-in has ended well. */
  onDone?: ((signIn: SignIn) => void) | undefined
}

interface SignInState {
  signIn: SignIn | null
  isStarting: boolean
  error: AppError | null
  start(way: 'browser' | 'device'): void
  cancel(): void
}

/** How long one call waits for the end, in seconds; another follows. */
const WAIT = 20

/** Signs somebody in; leaving the screen ends it, and forgets tokens that were not saved. */
export function useSignIn({ workspaceId, catalogKey, connectorId, read, onDone }: SignInTarget): SignInState {
  const { api } = useStores()
  const [signIn, setSignIn] = useState<SignIn | null>(null)
  const [isStarting, setStarting] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  /** The sign-in that counts; an answer about another one is too late. */
  const current = useRef<string | null>(null)

  const end = useCallback(
    (id: string | null) => {
      if (id !== null) void api.signIns.cancel({ workspaceId, id }).catch(() => undefined)
    },
    [api, workspaceId],
  )
  const endCurrent = useCallback(() => {
    end(current.current)
    current.current = null
  }, [end])
  useEffect(() => endCurrent, [endCurrent])

  const follow = async (first: SignIn) => {
    let present = first
    while (present.state === 'waiting' && current.current === first.id)
      present = await api.signIns.progress({ workspaceId, id: first.id, wait: WAIT })
    if (current.current !== first.id) return
    setSignIn(present)
    if (present.state === 'done') onDone?.(present)
  }

  const start = async (way: 'browser' | 'device') => {
    if (isStarting) return
    setStarting(true)
    setError(null)
    end(current.current)
    current.current = ''
    try {
      const settings = read?.() ?? undefined
      const first = await api.signIns.start({
        ...{ workspaceId, way, catalogKey },
        ...(connectorId !== null && { id: connectorId }),
        ...(settings && { settings }),
      })
      // The screen was left before the answer came.
      if (current.current !== '') return end(first.id)
      current.current = first.id
      setSignIn(first)
      if (first.state === 'waiting' && !first.isOpened) globalThis.open(first.address, '_blank', 'noopener')
      setStarting(false)
      await follow(first)
    } catch (cause) {
      setError(toAppError(cause))
      setSignIn(null)
    } finally {
      setStarting(false)
    }
  }

  return {
    ...{ signIn, isStarting, error },
    start: (way) => void start(way),
    cancel: () => {
      endCurrent()
      setSignIn(null)
    },
  }
}
