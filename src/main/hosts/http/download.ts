import type { Dispatch } from '../../app/dispatch.ts'
import type { ExportFile, ExportKind, OpenExport } from '../../core/context.ts'
import { restResponse } from './replies.ts'

type Suggested = Parameters<OpenExport>[0]

const TYPES: Record<ExportKind, string> = {
  'publish-targets': 'application/json; charset=utf-8',
  backup: 'application/octet-stream',
  page: 'application/pdf',
}

/** Runs an exporting procedure and sends what it writes as a file for the browser to save. */
export async function download(dispatch: Dispatch, procedure: string, input: unknown): Promise<Response> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  const encoder = new TextEncoder()
  let start: (suggested: Suggested) => void
  const started = new Promise<Suggested>((resolve) => (start = resolve))

  const reply = dispatch(procedure, input, {
    openExport: (suggested) => {
      start(suggested)
      const file: ExportFile = {
        path: null,
        write: (chunk) => writer.write(typeof chunk === 'string' ? encoder.encode(chunk) : chunk),
        commit: () => writer.close(),
        // Without a reason the server would end the answer as if it were whole.
        abort: () => writer.abort(notComplete()),
      }
      return Promise.resolve(file)
    },
  })

  // Whichever comes first: the file is opened, or the call is over without one.
  const opened = await Promise.race([started, reply.then(() => null)])
  if (opened === null) return restResponse(await reply)
  return new Response(readable, {
    headers: {
      'Content-Type': TYPES[opened.kind],
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(opened.name)}`,
    },
  })
}

/** The server prints it; a stack would tell nobody anything. */
const notComplete = () =>
  Object.assign(new Error('A download was not completed'), { stack: 'A download was not completed' })
