import { FIRST_CALLS, FIRST_LIST, WORKSPACE_PATH } from '../../../../contract/first-calls.ts'
import type { Dispatch } from '../../../app/dispatch.ts'
import type { Changes } from '../../../core/changes.ts'

/** How long an answer waits for its call, in milliseconds. */
const KEEP_MS = 5000

interface Deps {
  dispatch: Dispatch
  changes: Pick<Changes, 'on'>
  /** What the pages show, as `/w/<workspace>/installed`. */
  paths: readonly string[]
}

/**
 * Answers what the first pages are about to ask while their processes start and this thread has nothing else to do. Each
 * answer is for one call; after a change, calls are answered as ever.
 */
export function answerAhead({ dispatch, changes, paths }: Deps): Dispatch {
  const workspaceIds = new Set(paths.flatMap((path) => WORKSPACE_PATH.exec(path)?.[1] ?? []))
  const calls: (readonly [string, object])[] = [
    ...FIRST_CALLS.map((name) => [name, {}] as const),
    ...[...workspaceIds].map((workspaceId) => [FIRST_LIST, { workspaceId }] as const),
  ]
  const answers = new Map(calls.map(([name, input]) => [keyOf(name, input), dispatch(name, input, { isUse: false })]))
  const forget = () => {
    stopListening()
    answers.clear()
  }
  const stopListening = changes.on(forget)
  setTimeout(forget, KEEP_MS).unref()
  return (name, input, host) => {
    const key = answers.size > 0 ? keyOf(name, input) : ''
    const answer = answers.get(key)
    answers.delete(key)
    return answer ?? dispatch(name, input, host)
  }
}

const keyOf = (name: string, input: unknown): string => `${name} ${JSON.stringify(input)}`
