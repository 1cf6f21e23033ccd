/** A way to services: `system` as this computer has it, `none`, or the address of an HTTP proxy. */
export type ProxySetting = string

const ADDRESS =
  /^(?:(?<scheme>[a-z][a-z\d+.-]*):\/\/)?(?:(?<user>[^/?#]*)@)?(?<host>\[[\da-f:.]+\]|[\p{L}\d._-]+)(?::(?<port>\d{1,5}))?\/?$/iu

/**
 * The setting of a proxy in its one form, with `http://` where no scheme is typed; else why it is none. An address with a
 * user or a password is refused, since settings are not encrypted.
 */
export function readProxySetting(typed: string): ProxySetting | { problem: 'no_proxy_address' | 'proxy_password' } {
  const text = typed.trim()
  if (text === 'system' || text === 'none') return text
  const { scheme = 'http', user, host = '', port } = ADDRESS.exec(text)?.groups ?? {}
  if (host === '' || !/^https?$/i.test(scheme) || Number(port ?? 1) > 65_535 || Number(port ?? 1) === 0)
    return { problem: 'no_proxy_address' }
  if (user !== undefined) return { problem: 'proxy_password' }
  return `${scheme}://${host}${port === undefined ? '' : `:${Number(port)}`}`.toLowerCase()
}

/** The address of a proxy without the user and the password in it. */
export const withoutUser = (proxy: string): string => proxy.replace(/\/\/[^/]*@/, '//')

/**
 * The first way of a list as proxy scripts answer it, `PROXY host:port; DIRECT`, as the address of a proxy; null for none.
 * A way that is no HTTP proxy keeps its kind, which an error then names.
 */
export function firstProxy(list: string): string | null {
  const [kind = '', place = ''] = (list.split(';')[0] ?? '').trim().split(/\s+/)
  if (kind.toUpperCase() === 'DIRECT' || place === '') return null
  return `${kind.toUpperCase() === 'PROXY' ? 'http' : kind.toLowerCase()}://${place}`
}
