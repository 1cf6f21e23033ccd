import type { Network } from '../../../src/main/topics/connection-tests/network.ts'

export const codeError = (code: string) => Object.assign(new Error(code), { code })

/** A network where names end at this computer. */
export const localNetwork = (change: Partial<Network> = {}): Network => ({
  lookup: (host) =>
    host.endsWith('.test')
      ? Promise.resolve([{ address: '127.0.0.1', family: 4 }])
      : Promise.reject(codeError('ENOTFOUND')),
  proxyFor: () => null,
  extraCa: () => null,
  timeLimit: 5000,
  ...change,
})
