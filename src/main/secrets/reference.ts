import { execFile } from 'node:child_process'
import { type FileHandle, open } from 'node:fs/promises'
import { homedir } from 'node:os'
import { commandWords, referenceKind, type ReferenceProblem } from '../../shared/reasons/references.ts'

/** Bytes of a secret that is kept elsewhere. */
const MAX_SECRET = 64 * 1024
/** A program may ask a person to unlock it. */
const TIME_LIMIT_MS = 60_000

/** The secret that a reference names, or why there is none. What a program writes beside it is never kept. */
export type Resolved = { secret: string } | { why: ReferenceProblem }

interface Options {
  signal?: AbortSignal
  timeLimit?: number
}

/** Reads the secret that a reference names. Rejects with the reason of the signal when that aborts. */
export async function resolveReference(reference: string, options: Options = {}): Promise<Resolved> {
  const kind = referenceKind(reference)
  const rest = reference.slice(reference.indexOf(':') + 1)
  if (kind === 'env') return toSecret(process.env[rest])
  if (kind === 'file') return toSecret(await readStart(rest))
  if (kind === 'op') return runProgram(['op', 'read', '--no-newline', reference], options)
  return kind === 'cmd' ? runProgram(commandWords(rest) ?? [], options) : { why: 'missing' }
}

/** The start of a file, one byte more than a secret may have; undefined where there is none that can be read. */
async function readStart(path: string): Promise<Buffer | undefined> {
  let file: FileHandle | undefined
  try {
    file = await open(path)
    // A pipe or a device could keep the reader for ever.
    if (!(await file.stat()).isFile()) return undefined
    const { bytesRead, buffer } = await file.read(Buffer.alloc(MAX_SECRET + 1), 0, MAX_SECRET + 1, 0)
    return buffer.subarray(0, bytesRead)
  } catch {
    return undefined
  } finally {
    await file?.close()
  }
}

/** Starts a program without a shell; what it prints is the secret. */
function runProgram([program = '', ...args]: string[], options: Options): Promise<Resolved> {
  const { signal, timeLimit = TIME_LIMIT_MS } = options
  signal?.throwIfAborted()
  const { promise, resolve, reject } = Promise.withResolvers<Resolved>()
  const limits = { timeout: timeLimit, killSignal: 'SIGKILL', maxBuffer: MAX_SECRET } as const
  const child = execFile(
    program,
    args,
    { ...limits, ...(signal && { signal }), encoding: 'buffer', cwd: homedir(), windowsHide: true },
    (error, output) => {
      if (signal?.aborted) reject(signal.reason as Error)
      else if (error === null) resolve(toSecret(output))
      else resolve({ why: problemOf(error) })
      output.fill(0)
    },
  )
  // It gets no answers from here.
  child.stdin?.on('error', () => undefined).end()
  return promise
}

function problemOf({ code, killed }: { code?: string | number | null; killed?: boolean }): ReferenceProblem {
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'large'
  if (killed) return 'slow'
  return code === 'ENOENT' || code === 'EACCES' ? 'no_program' : 'failed'
}

/** Without the line end that editors and programs leave. */
function toSecret(bytes: Buffer | string | undefined): Resolved {
  if (bytes === undefined) return { why: 'missing' }
  if (bytes.length > MAX_SECRET) return { why: 'large' }
  const secret = bytes.toString().replace(/\r?\n$/, '')
  if (typeof bytes !== 'string') bytes.fill(0)
  return secret === '' ? { why: 'empty' } : { secret }
}
