import { readFileSync } from 'node:fs'
import type { SecureContext } from 'node:tls'
import { type TestCause, testCause } from '../../../shared/reasons/test-reasons.ts'

/** What a connection test needs of the network. */
export interface Network {
  /** Every address of a host. Rejects as Node does, with a `code`. */
  lookup(host: string): Promise<{ address: string; family: number }[]>
  /** The proxy for a URL, as its address; null for none. */
  proxyFor(url: URL): string | null
  /** PEM certificates that are trusted beside the usual ones; null for none. Throws where they cannot be read. */
  extraCa(): string | null
  /** Milliseconds that a whole test may take. */
  timeLimit: number
  /** The host of a service that people sign in to may be this computer, as only tests need it. */
  mayBeHere?: true
}

type Environment = Readonly<Record<string, string | undefined>>

const TIME_LIMIT = 15_000

/**
 * The network of this computer. `PATCHBAY_PROXY` names a proxy, or `none`; without it the usual variables do
 * (`HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`). `PATCHBAY_CA_FILE` names a PEM file.
 */
export const createNetwork = (environment: Environment): Network => ({
  lookup: async (host) => (await import('node:dns/promises')).lookup(host, { all: true }),
  proxyFor: (url) => proxySetting(environment, url),
  extraCa: () => {
    const file = environment['PATCHBAY_CA_FILE']
    return file === undefined || file === '' ? null : readFileSync(file, 'utf8')
  },
  timeLimit: TIME_LIMIT,
})

/** The proxy that the variables name for a URL; null for none. */
function proxySetting(environment: Environment, { hostname, port, protocol }: URL): string | null {
  const read = (name: string) => environment[name.toLowerCase()] || environment[name] || undefined
  const own = environment['PATCHBAY_PROXY'] || undefined
  const proxy = own ?? read(protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? read('ALL_PROXY')
  if (proxy === undefined || proxy === 'none') return null
  const exceptions = (read('NO_PROXY') ?? '').split(/[\s,]+/).filter((one) => one !== '')
  const isException = exceptions.some((one) => {
    const [, name = '', only] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(one.toLowerCase()) ?? []
    const isPort = only === undefined || only === (port || (protocol === 'https:' ? '443' : '80'))
    return one === '*' || (isPort && (hostname === name || hostname.endsWith(`.${name}`)))
  })
  return isException ? null : proxy
}

/** The usual certificates, which Node has from the system or with itself. */
const usualCa = (tls: typeof import('node:tls')): readonly string[] =>
  // Node 22.15 and later have it; it also knows those that the variable of Node names.
  (tls.getCACertificates as typeof tls.getCACertificates | undefined)?.('default') ?? tls.rootCertificates

/**
 * Answers the certificates to trust: undefined for the usual ones alone. Reading hundreds of them for every request would
 * hold up everything else, so they are read once as long as the extra ones stay the same.
 */
export function createTrust(): (network: Pick<Network, 'extraCa'>) => Promise<SecureContext | undefined | TestCause> {
  let known: { pem: string; context: SecureContext } | null = null
  return async ({ extraCa }) => {
    try {
      const pem = extraCa()
      if (pem === null) return undefined
      if (known?.pem === pem) return known.context
      const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
      if (blocks.length === 0) return testCause('bad_ca_file')
      const tls = await import('node:tls')
      known = { pem, context: tls.createSecureContext({ ca: [...usualCa(tls), ...blocks] }) }
      return known.context
    } catch {
      return testCause('bad_ca_file')
    }
  }
}
