import { addressesOf, type ConnectionTest } from '../../../contract/connection-test.ts'
import { own } from '../../../shared/json.ts'
import { parsePath } from '../../../shared/path.ts'
import { withScheme } from '../../../shared/text/addresses.ts'

type Json = Record<string, unknown>

/** A host, with a port or without, as it may be typed. */
const HOST = /^(?:[\p{L}\p{N}._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/iu

/** The text at a path of a config, `config.site_url`; undefined where there is none. */
export function settingAt(config: Json, path: string): string | undefined {
  const [, ...names] = parsePath(path)
  return textOf(names.reduce<unknown>((value, name) => own(value, name), config))
}

/** A value as text; undefined for what is none, or empty. */
export const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Puts settings into a text; answers the path of one that does not fit instead, or that is not there. */
export function fill(template: string, config: Json, kind: 'url' | 'plain'): string | { misfit: string } {
  let text = ''
  let rest = template
  for (let match = /\{([^{}]*)\}/.exec(rest); match; match = /\{([^{}]*)\}/.exec(rest)) {
    const [whole, path = ''] = match
    text += rest.slice(0, match.index)
    rest = rest.slice(match.index + whole.length)
    const value = settingAt(config, path)?.trim()
    const part = value === undefined ? null : kind === 'plain' ? value : partOf(value, text)
    if (part === null) return { misfit: path }
    text += part
  }
  return text + rest
}

/** A setting as it stands in a URL after some text; null where it cannot stand there. */
function partOf(value: string, before: string): string | null {
  if (before === '') {
    const address = withScheme(value).replace(/\/+$/, '')
    if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null
    const { username, password, search, hash } = new URL(address)
    return `${username}${password}${search}${hash}` === '' ? address : null
  }
  if (/^https?:\/\/[^/?#]*$/i.test(before)) return HOST.test(value) ? value : null
  return encodeURIComponent(value)
}

/** The host that a test asks first, as people know it; empty where its address is none. */
export function testHost(test: ConnectionTest, config: Json): string {
  const url = fill(addressesOf(test)[0]?.url ?? '', config, 'url')
  return typeof url === 'string' && URL.canParse(url) ? new URL(url).host : ''
}
