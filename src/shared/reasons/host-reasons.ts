import { plural } from '../words.ts'
import type { ErrorEntry } from './error-reason.ts'

const forbidden = (sentence: () => string) => ({ code: 'forbidden' as const, sentence })

/** Why a way in refuses a request before it is a call, or does not start. */
export const hostReasons = {
  other_starter: forbidden(() => 'Patchbay answers only the account that has started it'),
  other_address: forbidden(() => 'This address is not served here'),
  other_origin: forbidden(() => 'Requests from another origin are refused'),
  other_site: forbidden(() => 'Requests from another site are refused'),
  other_page: forbidden(() => 'Only the screens of Patchbay may call'),
  signed_out: {
    code: 'unauthenticated',
    sentence: () =>
      'This page or script is not signed in; `patchbay open` opens one that is, and prints a URL that signs in once',
  },
  used_url: {
    code: 'unauthenticated',
    sentence: () => 'This one-time URL has been used, is too old or is not valid; `patchbay open` makes another',
  },
  many_requests: {
    code: 'unavailable',
    status: 429,
    sentence: ({ seconds }: { seconds: number }) =>
      `Too many requests at once; ask again in ${plural(seconds, 'second', 'seconds')}`,
  },
  many_streams: {
    code: 'unavailable',
    status: 429,
    sentence: ({ most }: { most: number }) => `${most} programs listen for changes already; end one of them`,
  },
  changed_since: {
    code: 'conflict',
    status: 412,
    sentence: ({ name }: { name: string }) =>
      `${name} was changed since it was read. Look at \`changes\`, read it again and repeat the change`,
  },
  large_request: { code: 'invalid', status: 413, sentence: () => 'A request may have at most 1 MiB' },
  bad_body: { code: 'invalid', sentence: () => 'The body must be a JSON object' },
  no_procedure_name: { code: 'invalid', sentence: () => 'A call must name its procedure' },
  no_page: { code: 'not_found', sentence: ({ path }: { path: string }) => `There is nothing at ${path}` },
  other_method: {
    code: 'not_found',
    status: 405,
    sentence: ({ method, path, methods }: { method: string; path: string; methods: string[] }) =>
      `${path} does not take ${method}. Use ${methods.join(', ')}`,
  },
  port_in_use: {
    code: 'unavailable',
    sentence: ({ port }: { port: number }) => `Port ${port} is in use; name another with --port`,
  },
  not_built: { code: 'unavailable', sentence: () => 'The screens are not built; `npm run build` builds them' },

  still_ending: { code: 'unavailable', sentence: () => 'Patchbay is still closing. Start it again in a moment.' },
  no_lock: {
    code: 'unavailable',
    sentence: () => 'It cannot record that it is running. Check the directory for temporary files and the disk.',
  },
  no_sandbox: {
    code: 'unavailable',
    sentence: () =>
      'This system does not allow the sandbox that isolates its window. Install the .deb package, or allow user namespaces for this file.',
  },
  not_a_file: { code: 'invalid', sentence: () => 'It is not a file' },
  unreadable_handed_file: { code: 'invalid', sentence: () => 'It cannot be read' },
} satisfies Record<string, ErrorEntry>
