import type { Session } from 'electron'
import { type PageSetting, withPreferences } from '../../page.ts'
import { screenFile } from '../../screens.ts'
import { securityHeaders } from '../../security-headers.ts'
import { listStaticFiles } from '../../static-files.ts'
import { isOwnUrl, SCHEME } from './origin.ts'

/** Serves the built screens at app://patchbay/: the files of the build's manifest and nothing else. */
export function serveProtocol(session: Session, rendererDir: string, setting: () => Promise<PageSetting>): void {
  const files = listStaticFiles(rendererDir)
  const headers = securityHeaders("'none'")
  session.protocol.handle(SCHEME, async ({ method, url }) => {
    const file = method === 'GET' && isOwnUrl(url) ? files.get(screenFile(new URL(url).pathname)) : undefined
    if (!file) return new Response('Not found', { status: 404, headers })
    const body = file.type.startsWith('text/html') ? withPreferences(file.read(), await setting()) : file.read()
    return new Response(body, { headers: { ...headers, 'Content-Type': file.type } })
  })
}
