import type { Play } from './service.ts'

export const PASSWORD = 'abcd EFGH 1234 ijkl MNOP 6789'

const authOf = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

interface Site {
  hasPrettyLinks?: boolean
  hasApplicationPasswords?: boolean
  password?: string
}

/** WordPress 6.1 as it answers to `users/me` and to the index of its REST API. */
export const wordpressSite =
  ({ hasPrettyLinks = true, hasApplicationPasswords = true, password = PASSWORD }: Site = {}): Play =>
  ({ url, headers }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://site.test')
    const route =
      searchParams.get('rest_route') ?? (hasPrettyLinks ? /^\/wp-json(\/.*)$/.exec(pathname)?.[1] : undefined)
    if (route === '/')
      return [200, { name: 'Blog', authentication: hasApplicationPasswords ? { 'application-passwords': {} } : [] }]
    if (route === '/wp/v2/users/me') {
      if (hasApplicationPasswords && headers.authorization === authOf('admin', password))
        return [200, { id: 1, name: 'Ada L.', slug: 'admin', username: 'admin' }]
      return [401, { code: 'rest_not_logged_in', message: 'You are not currently logged in.', data: { status: 401 } }]
    }
    response.writeHead(404, { 'content-type': 'text/html' }).end('<!DOCTYPE html><title>Not found</title>')
    return undefined
  }

/** A connector of a site on a local port. */
export const site = (port: number, more: object = {}) => ({
  catalogKey: 'wordpress',
  config: { site_url: `http://127.0.0.1:${port}/`, username: 'admin', ...more },
  auth: { application_password: PASSWORD },
})
