import type { Session } from 'electron'
import { type PageSetting, withPreferences } from '../../page.ts'
import { screenFile } from '../../screens.ts'
import { securityHeaders } from '../../security-headers.ts'
import { listStaticFiles } from '../../static-files.ts'
import { isOwnUrl, SCHEME } from './origin.ts'

/**
 * How long Chromium takes from the answer of a page until it starts the page's process, in milliseconds; its network process
 * reads the headers in between. What holds this thread sooner holds that up.
 */
const PAGE_PROCESS_MS = 10

interface Options {
  rendererDir: string
  setting: () => PageSetting
  /** Resolves once the program is open; without its files, a page shows nothing. */
  isOpen: Promise<unknown>
}

/**
 * Serves the built screens at app://patchbay/: the files of the build's manifest and nothing else. The page itself does not
 * wait for the program: Chromium starts its process from this thread, which opening the program holds. Resolves once the
 * process of the first page is being started.
 */
export function serveProtocol(session: Session, { rendererDir, setting, isOpen }: Options): Promise<void> {
  const files = listStaticFiles(rendererDir)
  const headers = securityHeaders("'none'")
  const { promise: firstPage, resolve } = Promise.withResolvers<void>()
  session.protocol.handle(SCHEME, async ({ method, url }) => {
    const file = method === 'GET' && isOwnUrl(url) ? files.get(screenFile(new URL(url).pathname)) : undefined
    if (!file) return new Response('Not found', { status: 404, headers })
    const isPage = file.type.startsWith('text/html')
    if (isPage) setTimeout(resolve, PAGE_PROCESS_MS)
    else await isOpen
    const body = isPage ? withPreferences(file.read(), setting()) : file.read()
    return new Response(body, { headers: { ...headers, 'Content-Type': file.type } })
  })
  return firstPage
}
