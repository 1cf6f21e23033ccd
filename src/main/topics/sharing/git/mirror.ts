import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { type AppError, appError } from '../../../../contract/errors.ts'
import { refused } from '../verify/refusal.ts'
import { type GitObject, type ObjectKind, packObjects } from './objects.ts'
import { farEnd } from './remote.ts'
import { type GitAnswer, runGit, startGit } from './run.ts'

/** The branch of a shared workspace. */
const BRANCH = 'refs/heads/patchbay'
/** The last head that was verified here, which keeps its objects from being pruned. */
const SEEN = 'refs/seen'
const REMOTE = 'refs/remote'
/** From how many objects on they are kept as a pack and not one by one. */
const MANY = 200
const OID = /^[0-9a-f]{40}$/

/** A copy of the repository of a shared workspace, with the way to its remote. */
export interface Mirror {
  /** Makes the copy where there is none. */
  init(): Promise<void>
  /** The remote's head, once its objects are here; null for an empty remote. Throws `unavailable` while it cannot be reached. */
  fetch(): Promise<string | null>
  /**
   * Sends one commit with what it needs; answers `raced` where the remote has a newer one. With `over`, the commit takes the
   * place of that one, which is not below it.
   */
  push(oid: string, over?: string): Promise<'sent' | 'raced'>
  /** The body of an object. Throws `history_refused` where it is missing or of another kind. */
  read(oid: string, kind: ObjectKind): Promise<Buffer>
  /** Keeps objects, which git checks, all of them in one step. */
  keep(objects: ReadonlyMap<string, GitObject>): Promise<void>
  isAncestor(old: string, young: string): Promise<boolean>
  /** Packs what has gathered, and keeps the last head that was verified, which a remote that was rewritten has no more. */
  tidy(seen: string): Promise<void>
  /** Ends the calls to the remote that are under way. */
  cancel(): void
  close(): void
}

/** A bare repository without a working tree, written by packs and read by one process of git that stays open. */
export function createMirror(dir: string, remote: string): Mirror {
  const reader = createReader(dir)
  let calls = new AbortController()
  const network = () => ({ isNetwork: true, signal: calls.signal })
  const cancel = () => {
    calls.abort()
    calls = new AbortController()
  }

  /** What did not work, where that is neither the network nor the history. */
  const assertRoom = (errors: string): void => {
    if (FULL.test(errors)) throw appError('disk_full', { work: 'write', path: dir, cause: 'ENOSPC' })
  }

  const asExpected = ({ code, errors }: GitAnswer): void => {
    if (code === 0) return
    assertRoom(errors)
    throw appError('remote_refuses', { detail: summary(errors) })
  }

  const unreachable = (text: string): AppError => {
    const denial = DENIED.exec(text)?.[0]
    return denial === undefined
      ? appError('remote_offline', { detail: summary(text) })
      : appError('remote_denied', { detail: shown(denial) })
  }

  return {
    init: async () => {
      mkdirSync(dir, { recursive: true, mode: 0o700 })
      const args = ['--bare', '--quiet', '--template=', '--object-format=sha1', '--initial-branch=patchbay', dir]
      asExpected(await runGit(dir, 'init', args))
    },

    fetch: async () => {
      const flags = ['--quiet', '--no-tags', '--no-write-fetch-head', '--no-auto-maintenance']
      const args = [...flags, ...farEnd(remote, 'upload-pack'), '--', remote, `+${BRANCH}:${REMOTE}`]
      const { code, errors } = await runGit(dir, 'fetch', args, network())
      if (code !== 0) {
        if (/couldn't find remote ref/.test(errors)) return null
        assertRoom(errors)
        if (/fsck|bad object|error in object|missing blob|did not send all/.test(errors)) throw refused('damaged')
        throw unreachable(errors)
      }
      return (await reader.read(REMOTE))?.oid ?? null
    },

    push: async (oid, over) => {
      const flags = ['--porcelain', '--no-verify', '--no-signed', ...farEnd(remote, 'receive-pack')]
      const lease = over === undefined ? [] : [`--force-with-lease=${BRANCH}:${over}`]
      const args = [...flags, ...lease, '--', remote, `${over === undefined ? '' : '+'}${oid}:${BRANCH}`]
      const { code, output, errors } = await runGit(dir, 'push', args, network())
      if (code === 0) return 'sent'
      const text = `${output.toString()}${errors}`
      if (RACED.test(text)) return 'raced'
      if (/remote rejected/.test(text)) throw appError('remote_refuses', { detail: summary(text) })
      throw unreachable(text)
    },

    read: async (oid, kind) => {
      const object = OID.test(oid) ? await reader.read(oid) : null
      if (object?.kind !== kind) throw refused('damaged')
      return object.body
    },

    keep: async (objects) => {
      if (objects.size === 0) return
      const input = packObjects([...objects.values()])
      asExpected(
        objects.size > MANY
          ? await runGit(dir, 'index-pack', ['--stdin', '--strict'], { input })
          : await runGit(dir, 'unpack-objects', ['-q', '--strict'], { input }),
      )
    },

    isAncestor: async (old, young) => (await runGit(dir, 'merge-base', ['--is-ancestor', old, young])).code === 0,

    tidy: async (seen) => {
      asExpected(await runGit(dir, 'update-ref', [SEEN, seen]))
      asExpected(await runGit(dir, 'gc', ['--quiet']))
    },

    cancel,

    close: () => {
      cancel()
      reader.close()
    },
  }
}

const RACED =
  /non-fast-forward|fetch first|stale info|cannot lock ref|failed to update ref|reference already exists|incorrect old value/

const FULL = /No space left on device|Disk quota exceeded|There is not enough space on the disk/

/** What git and ssh report where somebody is known to the network and not let in. */
const DENIED =
  /^.*(?:Permission denied \(|Authentication failed|could not read (?:Username|Password)|Host key verification failed|requested URL returned error: 40[13]).*$/m

/** The last line that git reports, which names the cause. */
const summary = (text: string): string => {
  const lines = text.trim().split('\n')
  return shown(lines.findLast((line) => /^(?:fatal|error|!|remote)/.test(line)) ?? lines.at(-1) ?? '')
}

/** A line without what a terminal would interpret, and without a full stop, which the sentence around it has. */
const shown = (line: string): string =>
  line
    .replaceAll(/\p{Cc}/gu, ' ')
    .replace(/\.$/, '')
    .slice(0, 300)

interface ReadObject {
  oid: string
  kind: string
  body: Buffer
}

interface Waiting {
  resolve(object: ReadObject | null): void
  reject(error: unknown): void
}

/** Asks one process for object after object; it is started when first needed. */
function createReader(dir: string) {
  let child: ChildProcessWithoutNullStreams | null = null
  let waiting: Waiting[] = []
  let [parts, size]: [Buffer[], number] = [[], 0]
  /** How many bytes the answer that is arriving has at least, so parts are put together once. */
  let needed = 0

  const take = (part: Buffer) => {
    parts.push(part)
    size += part.length
    if (size < needed) return
    let buffer = parts.length === 1 ? part : Buffer.concat(parts)
    needed = 0
    for (;;) {
      const end = buffer.indexOf(10)
      if (end < 0) break
      const [oid = '', kind = '', length] = buffer.toString('latin1', 0, end).split(' ')
      const total = length === undefined ? end + 1 : end + Number(length) + 2
      if (buffer.length < total) {
        needed = total
        break
      }
      const body = buffer.subarray(end + 1, total - 1)
      buffer = buffer.subarray(total)
      waiting.shift()?.resolve(length === undefined ? null : { oid, kind, body })
    }
    parts = [buffer]
    size = buffer.length
  }

  const start = () => {
    const started = startGit(dir, 'cat-file', ['--batch'])
    const end = (error: unknown) => {
      // Another process has taken its place since.
      if (child !== null && child !== started) return
      child = null
      for (const one of waiting) one.reject(error)
      waiting = []
      parts = []
      size = needed = 0
    }
    started.stdin.on('error', () => undefined)
    started.stdout.on('data', take)
    started.on('error', () => end(appError('no_git')))
    started.on('close', () => end(refused('damaged')))
    return started
  }

  return {
    /** An object by its id, or what a reference points to; null for one that is not there. */
    read: (oid: string): Promise<ReadObject | null> =>
      new Promise((resolve, reject) => {
        child ??= start()
        waiting.push({ resolve, reject })
        child.stdin.write(`${oid}\n`)
      }),
    close: () => {
      child?.stdin.end()
      child = null
    },
  }
}
