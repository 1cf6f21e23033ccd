import { useEffect, useRef, useState } from 'react'
import { appError, type AppError } from '../../../contract/errors.ts'
import type { CodePlan, CodePlanItem, CodeProgress } from '../../../contract/groups/files/workspace-code.ts'
import { codeParts } from '../../../shared/text/code-files.ts'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { type CodeText, readCodeFiles } from './read-files.ts'

/** The time between questions for the progress, in milliseconds; work that ends earlier shows no bar. */
const ASK_EVERY_MS = 400

interface State {
  /** What is running. */
  work: 'reading' | 'planning' | 'applying' | null
  progress: Pick<CodeProgress, 'done' | 'total'> & { phase: CodeProgress['phase'] }
  /** Null until files were chosen. */
  files: readonly CodeText[] | null
  upload: string
  plan: CodePlan | null
  prune: boolean
  /** The items that stay as they are, by `itemKey`. */
  kept: ReadonlySet<string>
  error: AppError | null
  /** Whether a plan that a change had overtaken was made again. */
  isStale: boolean
}

const NO_PROGRESS: State['progress'] = { phase: 'reading', done: 0, total: 0 }

const START: State = {
  ...{ work: null, progress: NO_PROGRESS, files: null, upload: '', plan: null, prune: false },
  ...{ kept: new Set<string>(), error: null, isStale: false },
}

/** What tells an item of a plan from the others. */
export const itemKey = ({ file, id }: CodePlanItem): string => file ?? id ?? ''

/** Files that become a plan, which is shown, decided on and applied. */
export function useCodeImport(workspaceId: string, onDone: (plan: CodePlan) => void) {
  const { api } = useStores()
  const [state, setState] = useState(START)
  const isStopped = useRef(false)
  const change = (part: Partial<State>) => setState((before) => ({ ...before, ...part }))
  const { work, upload } = state

  useEffect(() => {
    if (work !== 'planning' && work !== 'applying') return
    const ask = () =>
      void api.workspaceCode.progress({ workspaceId, upload }).then(
        (progress) => progress && setState((before) => ({ ...before, progress })),
        () => undefined,
      )
    const timer = setInterval(ask, ASK_EVERY_MS)
    return () => clearInterval(timer)
  }, [api, work, workspaceId, upload])

  const assertWanted = () => {
    if (isStopped.current) throw appError('cancelled')
  }

  const handOver = async (files: readonly CodeText[]): Promise<string> => {
    let id: string | undefined
    for (const part of codeParts(files)) {
      assertWanted()
      const { upload } = await api.workspaceCode.upload({
        workspaceId,
        files: part.map((piece) => ({ isMore: false, ...piece })),
        ...(id !== undefined && { upload: id }),
      })
      id = upload
    }
    return id ?? ''
  }

  /** Makes a plan of files, which are uploaded again where main has forgotten them. */
  const plan = async (files: readonly CodeText[], prune: boolean, known: string, more: Partial<State> = {}) => {
    change({ work: 'planning', progress: NO_PROGRESS, files, prune, error: null, isStale: false, ...more })
    try {
      const make = async (id: string) => {
        change({ upload: id })
        assertWanted()
        return api.workspaceCode.plan({ workspaceId, upload: id, prune })
      }
      const current = await make(known === '' ? await handOver(files) : known).catch(async (cause: unknown) => {
        if (toAppError(cause).reason !== 'no_code_upload') throw cause
        return make(await handOver(files))
      })
      change({ work: null, plan: current })
    } catch (cause) {
      const error = toAppError(cause)
      change(error.reason === 'cancelled' ? START : { work: null, plan: null, error })
    }
  }

  return {
    state,

    choose: async (chosen: readonly File[]) => {
      isStopped.current = false
      setState({ ...START, work: 'reading' })
      try {
        const files = await readCodeFiles(chosen, (done, total) => {
          assertWanted()
          change({ progress: { phase: 'reading', done, total } })
        })
        if (files.length === 0) return setState({ ...START, files })
        await plan(files, false, '')
      } catch (cause) {
        const error = toAppError(cause)
        setState(error.reason === 'cancelled' ? START : { ...START, error })
      }
    },

    setPrune: (prune: boolean) => void plan(state.files ?? [], prune, upload),

    keep: (keys: readonly string[], isKept: boolean) => {
      const kept = new Set(state.kept)
      for (const key of keys)
        if (isKept) kept.add(key)
        else kept.delete(key)
      change({ kept })
    },

    apply: async () => {
      if (!state.plan) return
      isStopped.current = false
      change({ work: 'applying', progress: NO_PROGRESS, error: null, isStale: false })
      try {
        const input = { workspaceId, upload, prune: state.prune, keep: [...state.kept], state: state.plan.state }
        onDone(await api.workspaceCode.apply(input))
      } catch (cause) {
        const error = toAppError(cause)
        const isStale = error.reason === 'plan_stale'
        if (isStale || error.reason === 'no_code_upload')
          await plan(state.files ?? [], state.prune, isStale ? upload : '', { isStale })
        else change({ work: null, error: error.reason === 'cancelled' ? appError('stopped') : error })
      }
    },

    stop: () => {
      isStopped.current = true
      if (upload !== '') void api.workspaceCode.cancel({ workspaceId, upload }).catch(() => undefined)
    },

    restart: () => setState(START),
  }
}

export type CodeImport = ReturnType<typeof useCodeImport>
