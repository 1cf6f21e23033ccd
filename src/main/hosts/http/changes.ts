import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Change } from '../../../contract/client.ts'
import { appError } from '../../../contract/errors.ts'
import type { Dispatch } from '../../app/dispatch.ts'
import type { Changes } from '../../core/changes.ts'
import type { SessionVariables } from './access.ts'
import { errorResponse, restResponse } from './replies.ts'
import { portsOf } from './rest.ts'

/** The topics of changes that other programs can do something with. */
const TOPICS = ['catalog', 'workspaces', 'connectors', 'views', 'targets', 'keys', 'activity'] as const
type Topic = (typeof TOPICS)[number]

/** How many changes a program can have missed and still get. */
const KEPT = 1000
/** Streams of all programs together. */
const MOST_STREAMS = 50
const HEARTBEAT_MS = 15_000
/** How long the end of the host waits for programs that listen. */
const CLOSE_MS = 1000
/** How long a client waits before it connects again. */
const RETRY_MS = 3000

interface Kept {
  number: number
  /** Null where anything may have changed. */
  change: { workspaceId: string | null; topic: Topic } | null
}

interface Deps {
  dispatch: Dispatch
  changes: Changes
  limits?: { streams?: number; heartbeatMs?: number }
}

/**
 * Changes as Server-Sent Events for other programs: each hears of the workspaces that it may read, can go on after the last
 * event that it has seen, and gets `reload` where that is not known any more.
 */
export function createChangeFeed({ dispatch, changes, limits = {} }: Deps) {
  const { streams: most = MOST_STREAMS, heartbeatMs = HEARTBEAT_MS } = limits
  // Numbers begin again with every start, so an id says of which start it is.
  const start = randomBytes(6).toString('base64url')
  const kept: Kept[] = []
  let last = 0
  let streams = 0
  const closing = new AbortController()
  const listeners = new Set<(change: Change) => void>()
  const ends = new Set<Promise<void>>()

  const stopListening = changes.on((change) => {
    const news = newsOf(change)
    if (news !== undefined) {
      kept.push({ number: (last += 1), change: news })
      if (kept.length > KEPT) kept.shift()
    }
    for (const listener of listeners) listener(change)
  })

  /** The number after which a client goes on; null where what it has missed is not known. */
  const numberAfter = (lastEventId: string): number | null => {
    const [from, text = ''] = lastEventId.split('.')
    const number = Number(text)
    const isKnown = from === start && /^\d+$/.test(text) && number <= last
    return isKnown && number >= last - kept.length ? number : null
  }

  const answer = async (context: Context<{ Bindings: HttpBindings; Variables: SessionVariables }>) => {
    const ports = { ...portsOf(context), isUse: false as const }
    /** The workspaces that the program may read now; null once it may ask nothing any more. */
    const readable = async () => {
      const reply = await dispatch('workspaces.list', {}, ports)
      return reply.ok ? new Set((reply.value as { id: string }[]).map(({ id }) => id)) : null
    }
    const first = await dispatch('workspaces.list', {}, ports)
    if (!first.ok) return restResponse(first)
    if (streams >= most) return errorResponse(appError('many_streams', { most }), { 'Retry-After': '30' })
    const lastEventId = context.req.header('last-event-id')
    const begin = lastEventId === undefined ? last : numberAfter(lastEventId)

    // The answer ends a little after its stream.
    const { outgoing } = context.env
    const sent = new Promise<void>((resolve) => outgoing.once('close', resolve)).then(() => void ends.delete(sent))
    ends.add(sent)
    return streamSSE(context, async (stream) => {
      const end = new AbortController()
      const signals = [closing.signal, end.signal, context.get('sessionEnd')].filter((one) => one !== undefined)
      const isOver = AbortSignal.any(signals)
      stream.onAbort(() => end.abort())
      let wake = () => {}
      let mustLook = false
      const listener = ({ topic }: Change) => {
        // Roles, tokens and workspaces come and go.
        if (topic === 'workspaces' || topic === 'tokens' || topic === 'everything') mustLook = true
        wake()
      }
      const write = (event: string, number: number, data: object) =>
        stream.writeSSE({ event, id: `${start}.${number}`, data: JSON.stringify(data) })
      isOver.addEventListener('abort', () => wake(), { once: true })
      listeners.add(listener)
      streams += 1
      try {
        let seen = begin ?? last
        let mine = await readable()
        await stream.write(`retry: ${RETRY_MS}\n\n`)
        await write(begin === null ? 'reload' : 'ready', seen, {})
        while (!isOver.aborted) {
          if (mustLook) {
            mustLook = false
            mine = await readable()
          }
          if (mine === null) return
          if (seen < last - kept.length) {
            seen = last
            await write('reload', seen, {})
          }
          const next = kept[kept.length - (last - seen)]
          if (next) {
            seen = next.number
            if (next.change === null) await write('reload', seen, {})
            else if (next.change.workspaceId === null || mine.has(next.change.workspaceId))
              await write('change', seen, next.change)
            continue
          }
          const isNews = await new Promise<boolean>((resolve) => {
            const timer = setTimeout(() => resolve(false), heartbeatMs)
            wake = () => {
              clearTimeout(timer)
              resolve(true)
            }
            if (isOver.aborted) wake()
          })
          if (isNews) continue
          // A token may have come to its last day.
          mustLook = true
          await stream.write(': still here\n\n')
        }
      } finally {
        listeners.delete(listener)
        streams -= 1
      }
    })
  }

  return {
    answer,
    /** Ends every stream as a whole answer. */
    close: async (): Promise<void> => {
      stopListening()
      closing.abort()
      // Nobody waits for a program that does not read.
      await Promise.race([Promise.all(ends), wait(CLOSE_MS, undefined, { ref: false })])
    },
  }
}

/** What programs hear of a change; null where anything may have changed, undefined for what is no business of theirs. */
function newsOf({ workspaceId, topic }: Change): Kept['change'] | undefined {
  if (topic === 'everything') return null
  if (topic === 'lock') return { workspaceId, topic: 'keys' }
  return isTopic(topic) ? { workspaceId, topic } : undefined
}

const isTopic = (topic: string): topic is Topic => TOPICS.some((one) => one === topic)
