import { AppError, appError, type ErrorBody } from '../../../contract/errors.ts'
import type { Change } from '../../../contract/client.ts'
import type { ExportFile } from '../../core/context.ts'
import type { Clock } from '../../core/ports.ts'
import type { Core } from '../core.ts'
import type { FileRow, FileRows } from './file-rows.ts'
import type { TargetRows } from './rows.ts'
import type { createTargetWriter } from './write.ts'

/** From a change to the writing, so many changes together are written once. */
const DELAY_MS = 150
/** From the start of the program to the first writing, which a command that ends sooner leaves out. */
const FIRST_MS = 1000
/** The first pause after a failure; each next one is twice as long, up to the longest. */
const RETRY_MS = 1000
const LONGEST_RETRY_MS = 60_000

/** Opens a file that replaces the one at a path as a whole. */
export type OpenFile = (path: string) => Promise<ExportFile>

interface Status {
  writtenAt: string | null
  count: number | null
  problem: ErrorBody | null
}

const UNKNOWN: Status = { writtenAt: null, count: null, problem: null }

interface Deps {
  rows: TargetRows
  fileRows: FileRows
  write: ReturnType<typeof createTargetWriter>
  openFile: OpenFile
  clock: Clock
  /** Called at the end for each file that could not be written, unless somebody was answered so. */
  onUnwritten?: ((problem: ErrorBody) => void) | undefined
}

/** Changes after which the targets of a workspace, or what an envelope says of it, may be others. */
const TOPICS = new Set<Change['topic']>(['connectors', 'catalog', 'workspaces', 'everything'])

/** Writes the files of workspaces again after each change, whichever way it was made; one that fails is tried again. */
export function createLiveFiles({ store, changes, log }: Core, deps: Deps) {
  const { rows, fileRows, write, openFile, clock, onUnwritten } = deps
  const states = new Map<string, Status>()
  const timers = new Map<string, NodeJS.Timeout>()
  const failures = new Map<string, number>()
  /** The files that somebody had written and was answered about. */
  const answered = new Set<string>()
  /** One writing after the other for each file. */
  const running = new Map<string, Promise<void>>()
  let isClosed = false

  const writeNow = async (file: FileRow): Promise<void> => {
    const now = clock().toISOString()
    const workspaces = file.allOf === null ? rows.unlessDeleted(file.workspaceId) : rows.workspacesOf(file.allOf)
    const opened = await openFile(file.path)
    try {
      const { count } = await write(opened, {
        ...{ workspaces, now, only: null },
        ...{ format: file.format, envelope: file.envelope === 1 },
      })
      await opened.commit()
      states.set(file.id, { writtenAt: now, count, problem: null })
      failures.delete(file.id)
    } catch (error) {
      await opened.abort().catch(() => undefined)
      throw error
    }
  }

  const attempt = async (file: FileRow) => {
    const before = states.get(file.id) ?? UNKNOWN
    try {
      await writeNow(file)
    } catch (error) {
      if (!(error instanceof AppError)) log.write('call.failed', { procedure: 'targets.writeFile', error })
      const problem = (error instanceof AppError ? error : appError('unexpected')).toBody()
      states.set(file.id, { ...before, problem })
      const times = failures.get(file.id) ?? 0
      failures.set(file.id, times + 1)
      if (times === 0) log.write('targets.file_failed', { workspaceId: file.workspaceId, reason: problem.reason })
      if (!isClosed) schedule(file, Math.min(RETRY_MS * 2 ** times, LONGEST_RETRY_MS)).unref()
    }
    changes.emit({ workspaceId: file.workspaceId, topic: 'targets' })
  }

  /** A store that was closed without this part, as after a failed start, has no files any more. */
  const isOver = () => isClosed || !store.sqlite.open

  const start = (file: FileRow): Promise<void> => {
    clearTimeout(timers.get(file.id))
    timers.delete(file.id)
    const next = (running.get(file.id) ?? Promise.resolve()).then(async () => {
      // It may have been given up since.
      if (store.sqlite.open && fileRows.atPath(file.path)?.id === file.id) await attempt(file)
    })
    running.set(file.id, next)
    return next
  }
  const schedule = (file: FileRow, delay: number): NodeJS.Timeout => {
    clearTimeout(timers.get(file.id))
    const timer = setTimeout(() => void start(file), delay)
    timers.set(file.id, timer)
    return timer
  }

  const stopFollowing = changes.on(({ topic, workspaceId }) => {
    if (!TOPICS.has(topic) || isOver()) return
    for (const file of workspaceId === null ? fileRows.all() : fileRows.following(workspaceId))
      // A writing that waits for its time already has this change, unless it waits after a failure.
      if (!timers.has(file.id) || failures.has(file.id)) schedule(file, DELAY_MS)
  })
  const first = setTimeout(() => {
    for (const file of isOver() ? [] : fileRows.all()) if (!timers.has(file.id)) void start(file)
  }, FIRST_MS).unref()

  return {
    statusOf: (id: string): Status => states.get(id) ?? UNKNOWN,
    /** Writes one file at once. Throws where it cannot be written. */
    writeNow,
    /** Writes one file at once; where that fails, it is tried again later. */
    retry: (file: FileRow): Promise<void> => {
      answered.add(file.id)
      return start(file)
    },
    forget: (id: string): void => {
      clearTimeout(timers.get(id))
      for (const known of [timers, states, failures, running, answered]) known.delete(id)
    },
    /** Writes what waits to be written and ends. */
    close: async (): Promise<void> => {
      isClosed = true
      stopFollowing()
      clearTimeout(first)
      const waiting = (store.sqlite.open ? fileRows.all() : []).filter(({ id }) => timers.has(id) && !failures.has(id))
      await Promise.all([...waiting.map(start), ...running.values()])
      for (const timer of timers.values()) clearTimeout(timer)
      for (const [id, { problem }] of states) if (problem && !answered.has(id)) onUnwritten?.(problem)
    },
  }
}

export type LiveFiles = ReturnType<typeof createLiveFiles>
