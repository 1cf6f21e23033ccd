import { expect } from 'vitest'
import { ConnectionTest } from '../../../src/contract/connection-test.ts'
import { createTrust, type Network } from '../../../src/main/topics/connection-tests/network.ts'
import { runTest, type Subject } from '../../../src/main/topics/connection-tests/run-test.ts'
import { localNetwork } from './local-network.ts'
import { type Play, startService } from './service.ts'

/** The secret that the tests send. */
export const TOKEN = 'canaryTokenOfTheTest1'
export const HOST = 'service.test'

interface Run {
  test?: object
  subject?: Partial<Subject>
  network?: Partial<Network>
  signal?: AbortSignal
}

/** Runs a test with a token at an address. */
export async function run(url: string, { test = {}, subject = {}, network: around = {}, signal }: Run = {}) {
  const network = localNetwork(around)
  const trust = await createTrust()(network)
  if (trust && 'reason' in trust) return trust
  const outcome = await runTest(
    ConnectionTest.parse({
      ...{ url: '{config.url}', path: '/me', http: 'anywhere', auth: [{ in: 'bearer', token: 'auth.token' }] },
      account: { id: 'id', name: ['name'] },
      ...test,
    }),
    { config: { url }, secrets: { 'auth.token': TOKEN }, ...subject },
    { network, trust, signal: signal ?? new AbortController().signal },
  )
  // Whatever a server answers, no secret comes back.
  expect(JSON.stringify(outcome)).not.toContain(TOKEN)
  return outcome
}

/** Runs a test against a service that plays one answer. */
export async function runAt(play: Play, options: Run = {}) {
  await using service = await startService(play)
  return { outcome: await run(`http://${HOST}:${service.port}`, options), requests: service.requests }
}

export const fine: Play = () => [200, { id: 7, name: 'ada' }]
