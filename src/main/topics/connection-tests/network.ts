import { setImmediate } from 'node:timers/promises'
import type { SecureContext } from 'node:tls'
import type { CaProblem } from '../../../shared/services/ca-problems.ts'
import { type TestCause, testCause } from '../../../shared/reasons/test-reasons.ts'
import { readCaFile } from '../../platform/ca-file.ts'
import type { NetworkSetting } from '../../platform/settings.ts'

/** What a connection test needs of the network. */
export interface Network {
  /** Every address of a host. Rejects as Node does, with a `code`. */
  lookup(host: string): Promise<{ address: string; family: number }[]>
  /** The proxy for a URL, as its address; null for none. */
  proxyFor(url: URL): Promise<string | null> | string | null
  /** The certificates that are trusted beside the usual ones, as PEM; null for none. */
  extraCa(): string | { file: string; problem: CaProblem } | null
  /** Milliseconds that a whole test may take. */
  timeLimit: number
  /** The host of a service that people sign in to may be this computer, as only tests need it. */
  mayBeHere?: true
}

type Environment = Readonly<Record<string, string | undefined>>

/** The proxy that the system has for a URL; null for none. */
export type SystemProxy = (url: URL) => Promise<string | null>

interface Deps {
  environment: Environment
  setting: () => NetworkSetting
  /** The usual variables unless given. */
  systemProxy?: SystemProxy
}

const TIME_LIMIT = 15_000

/**
 * The network of this computer, with the proxy and the file of certificates that are set. `PATCHBAY_PROXY` (an address or
 * `none`) and `PATCHBAY_CA_FILE` count in place of the settings.
 */
export function createNetwork({ environment, setting, systemProxy = usualProxy(environment) }: Deps): Network {
  return {
    lookup: async (host) => (await import('node:dns/promises')).lookup(host, { all: true }),
    proxyFor: async (url) => {
      const proxy = environment['PATCHBAY_PROXY'] || setting().proxy
      if (proxy === 'none') return null
      if (isException(environment, url)) return null
      return proxy === 'system' ? systemProxy(url) : proxy
    },
    extraCa: () => {
      const file = environment['PATCHBAY_CA_FILE'] || setting().caFile
      if (file === null) return null
      const read = readCaFile(file)
      return typeof read === 'string' ? { file, problem: read } : read.join('\n')
    },
    timeLimit: TIME_LIMIT,
  }
}

const variable = (environment: Environment, name: string) =>
  environment[name.toLowerCase()] || environment[name] || undefined

/** The proxy of the usual variables, `HTTPS_PROXY` and `ALL_PROXY`. */
const usualProxy =
  (environment: Environment): SystemProxy =>
  ({ protocol }) =>
    Promise.resolve(
      variable(environment, protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') ??
        variable(environment, 'ALL_PROXY') ??
        null,
    )

/** Whether `NO_PROXY` names the host of a URL. */
function isException(environment: Environment, { hostname, port, protocol }: URL): boolean {
  const exceptions = (variable(environment, 'NO_PROXY') ?? '').split(/[\s,]+/).filter((one) => one !== '')
  return exceptions.some((one) => {
    const [, name = '', only] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(one.toLowerCase()) ?? []
    const isPort = only === undefined || only === (port || (protocol === 'https:' ? '443' : '80'))
    return one === '*' || (isPort && (hostname === name || hostname.endsWith(`.${name}`)))
  })
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
  let known: { pem: string; context: Promise<SecureContext> } | null = null
  return async ({ extraCa }) => {
    const extra = extraCa()
    if (extra === null) return undefined
    if (typeof extra !== 'string') return testCause('bad_ca_file', extra)
    // Tests that begin at once share one.
    if (known?.pem !== extra) known = { pem: extra, context: createContext(extra) }
    return known.context
  }
}

/** Either step takes tens of milliseconds, in which nothing else is answered. */
async function createContext(extra: string): Promise<SecureContext> {
  const tls = await import('node:tls')
  const usual = usualCa(tls)
  await setImmediate()
  return tls.createSecureContext({ ca: [...usual, extra] })
}
