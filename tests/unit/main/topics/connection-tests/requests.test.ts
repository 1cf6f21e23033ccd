import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Network } from '../../../../../src/main/topics/connection-tests/network.ts'
import { createIssuer } from '../../../../helpers/services/certificates.ts'
import { followRedirects } from '../../../../helpers/services/redirects.ts'
import { fine, HOST, run, runAt } from '../../../../helpers/services/run.ts'
import { freePort, startProxy, startService } from '../../../../helpers/services/service.ts'

let issuer: ReturnType<typeof createIssuer>
beforeAll(() => {
  issuer = createIssuer()
})
afterAll(() => issuer[Symbol.dispose]())

test('every fault of a certificate has a cause of its own', async () => {
  const runWith = async (certificate: Parameters<typeof startService>[1], around: Partial<Network> = {}) => {
    await using service = await startService(fine, certificate)
    // The service runs until the outcome is there.
    const outcome = await run(`https://${HOST}:${service.port}`, { network: around })
    return outcome
  }
  const trusted = { extraCa: () => issuer.ca }
  expect(await runWith(issuer.issue(HOST), trusted)).toMatchObject({ cause: null, account: { name: 'ada' } })
  expect(await runWith(issuer.issue(HOST, -1), trusted)).toMatchObject({
    cause: { reason: 'tls_expired' },
    field: 'config.url',
  })
  expect(await runWith(issuer.issueForLater(HOST), trusted)).toMatchObject({ cause: { reason: 'tls_not_yet' } })
  expect(await runWith(issuer.issue('other.test'), trusted)).toMatchObject({
    cause: { reason: 'tls_wrong_name', values: { names: ['other.test'] } },
  })
  expect(await runWith(issuer.selfSigned(HOST))).toMatchObject({ cause: { reason: 'tls_self_signed' } })
  expect(await runWith(issuer.issue(HOST))).toMatchObject({ cause: { reason: 'tls_unknown_issuer' } })
  await using plain = await startService(fine)
  expect(await run(`https://${HOST}:${plain.port}`)).toMatchObject({ cause: { reason: 'tls_failed' } })
  expect(
    await run(`https://${HOST}`, { network: { extraCa: () => ({ file: '/ca.pem', problem: 'missing' }) } }),
  ).toMatchObject({
    reason: 'bad_ca_file',
  })
})

test('http is refused unless the entry allows it, for this computer or for all', async () => {
  const { outcome, requests } = await runAt(fine, { test: { http: 'never' } })
  expect({ outcome, requests }).toMatchObject({ outcome: { cause: { reason: 'not_https' } }, requests: [] })
  expect((await runAt(fine, { test: { http: 'loopback' } })).outcome).toMatchObject({ cause: null })
  const lookup = () => Promise.resolve([{ address: '10.0.0.1', family: 4 }])
  const elsewhere = await run(`http://${HOST}`, { test: { http: 'loopback' }, network: { lookup } })
  expect(elsewhere).toMatchObject({ cause: { reason: 'not_https' }, field: 'config.url' })
})

test('a host that the entry names may not lead into a private network, as an entered one may', async () => {
  await using service = await startService(fine)
  const named = await run('', { test: { url: `http://${HOST}:${service.port}` } })
  expect(named).toMatchObject({ cause: { reason: 'private_address' }, field: null })
  for (const host of ['127.0.0.1', '10.1.2.3', '169.254.169.254', '[::1]', '[::ffff:10.0.0.1]', '0x7f.1', '2130706433'])
    expect(await run('', { test: { url: `http://${host}:${service.port}` } })).toMatchObject({
      cause: { reason: 'private_address' },
    })
  expect(service.requests).toEqual([])
  expect(await run(`http://127.0.0.1:${service.port}`)).toMatchObject({ cause: null })
})

test('a name is looked up once, so it cannot lead elsewhere within a test', async () => {
  let count = 0
  const lookup = () => Promise.resolve([{ address: count++ === 0 ? '127.0.0.1' : '127.0.0.2', family: 4 }])
  const { outcome } = await runAt(
    ({ url }) => (url === '/me' ? [302, {}, { location: '/again' }] : [200, { id: 1, name: 'ada' }]),
    { network: { lookup } },
  )
  expect(outcome).toMatchObject({ cause: null })
  expect(count).toBe(1)
})

test('a proxy carries the request to the host by name, and its refusal has a cause of its own', async () => {
  await using service = await startService(fine, issuer.issue('api.example.com'))
  await using proxy = await startProxy(service.port)
  const proxied = (address: string) =>
    run('', {
      test: { url: 'https://api.example.com' },
      network: { extraCa: () => issuer.ca, proxyFor: () => address },
    })
  expect(await proxied(proxy.address.replace('//', '//user:pass@'))).toMatchObject({
    cause: null,
    account: { host: 'api.example.com' },
  })
  expect(proxy).toMatchObject({
    hosts: ['api.example.com:443'],
    logins: [`Basic ${Buffer.from('user:pass').toString('base64')}`],
  })
  await using closed = await startProxy(service.port, { status: 407 })
  expect(await proxied(closed.address)).toMatchObject({
    cause: { reason: 'proxy_refused', values: { status: 407 } },
    field: null,
  })
  expect(await proxied(`http://127.0.0.1:${await freePort()}`)).toMatchObject({
    cause: { reason: 'proxy_unreachable' },
  })
  expect(await proxied('socks5://127.0.0.1:1')).toMatchObject({ cause: { reason: 'bad_proxy' } })
})

test('through a proxy, a host of the entry is refused where it is known to lie in a private network', async () => {
  await using service = await startService(fine, issuer.issue('api.example.com'))
  await using proxy = await startProxy(service.port)
  const proxied = (url: string, address = '203.0.113.7', isEntered = false) =>
    run(isEntered ? url : '', {
      test: isEntered ? {} : { url },
      network: {
        ...{ extraCa: () => issuer.ca, proxyFor: () => proxy.address },
        lookup: () => Promise.resolve([{ address, family: 4 }]),
      },
    })
  for (const host of ['10.1.2.3', '[::ffff:10.0.0.1]', 'printer', 'nas.local', 'vault.internal', 'box.home.arpa'])
    expect(await proxied(`https://${host}`)).toMatchObject({ cause: { reason: 'private_address' } })
  expect(await proxied('https://api.example.com', '192.168.0.9')).toMatchObject({
    cause: { reason: 'private_address' },
  })
  expect(proxy.hosts).toEqual([])
  expect(await proxied('https://api.example.com')).toMatchObject({ cause: null })
  expect(await proxied('https://api.example.com', '192.168.0.9', true)).toMatchObject({ cause: null })
})

test('the first proxy of an origin stays for the whole test', async () => {
  await using service = await startService(
    ({ url }) => (url === '/me' ? [302, {}, { location: '/again' }] : [200, { id: 1, name: 'ada' }]),
    issuer.issue('api.example.com'),
  )
  await using proxy = await startProxy(service.port)
  const answers = [proxy.address, null]
  const outcome = await run('', {
    test: { url: 'https://api.example.com' },
    network: { extraCa: () => issuer.ca, proxyFor: () => answers.shift() ?? null },
  })
  expect(outcome).toMatchObject({ cause: null })
  expect(proxy.hosts).toEqual(['api.example.com:443', 'api.example.com:443'])
})

test('of forty redirects, those within the service are followed and no secret goes anywhere else', async () => {
  const { count, misses } = await followRedirects()
  expect({ count, misses }).toEqual({ count: 40, misses: [] })
})

test('a service that leads in circles is left after a few redirects', async () => {
  const { outcome, requests } = await runAt(() => [302, {}, { location: '/me' }])
  expect(outcome).toMatchObject({ cause: { reason: 'many_redirects' } })
  expect(requests).toHaveLength(6)
})
