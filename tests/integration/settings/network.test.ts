import { rmSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createCli } from '../../helpers/cli.ts'
import { createIssuer } from '../../helpers/services/certificates.ts'
import { startProxy, startService } from '../../helpers/services/service.ts'
import { site, wordpressSite } from '../../helpers/services/wordpress-site.ts'
import { createTestApp, temporaryDirectory } from '../../helpers/test-app.ts'

const HOST = 'blog.example.com'

test('a proxy and a file of certificates that are set carry a test, and a file that is damaged since then names itself', async () => {
  using directory = temporaryDirectory()
  using issuer = createIssuer()
  await using service = await startService(wordpressSite(), issuer.issue(HOST))
  await using proxy = await startProxy(service.port)
  const { json, run, file } = createCli(directory.path)
  await json(['workspace', 'create', 'Acme'])
  const { config, auth } = site(service.port)
  const input = ['--config', file('c.json', { ...config, site_url: `https://${HOST}` }), '--auth', file('a.json', auth)]
  await json(['connector', 'install', 'wordpress', '--name', 'Blog', ...input])
  const environment = { PATCHBAY_PROXY: '' }
  const test = async () => (await run(['connector', 'test', 'Blog'], { environment })).out

  expect(await json(['settings', 'network'])).toMatchObject({
    value: { proxy: 'system', caFile: null, variables: [] },
  })
  const ca = file('ca.pem', issuer.ca)
  const set = await run(['settings', 'network', '--proxy', proxy.address.replace('http://', ''), '--ca-file', ca])
  expect(set).toMatchObject({ code: 0, out: expect.stringContaining(`${ca} (1 certificate)`) as string })
  expect(await test()).toMatch(/ok as admin/)
  expect(new Set(proxy.hosts)).toEqual(new Set([`${HOST}:443`]))
  expect(await json(['settings', 'network'])).toMatchObject({
    value: { proxy: proxy.address, caFile: { path: ca, certificates: [{ name: 'Issuer of a test' }], problem: null } },
  })

  const broken = file('broken.pem', issuer.ca.replace(/[A-Za-z]{20}/, 'x'.repeat(20)))
  for (const [args, reason] of [
    [['--ca-file', broken], 'ca_file_refused'],
    [['--ca-file', directory.path], 'ca_file_refused'],
    [['--ca-file', 'not-there.pem'], 'ca_file_refused'],
    [['--proxy', ['http://ada', 'canary-of-a-proxy@proxy.example'].join(':')], 'input'],
  ] as const) {
    const refused = await json(['settings', 'network', ...args])
    expect(refused).toMatchObject({ code: 2, value: { error: { reason } } })
    expect(JSON.stringify(refused)).not.toContain('canary')
  }
  expect(await test()).toMatch(/ok as admin/)
  writeFileSync(ca, 'no certificates')
  expect(await test()).toContain(`${ca} has no certificates`)
  expect(await run(['settings', 'network'])).toMatchObject({
    out: expect.stringContaining('or damaged ones') as string,
  })
  rmSync(ca)
  expect(await test()).toContain(`${ca} is not there`)
  await run(['settings', 'network', '--no-ca-file'])
  expect(await test()).toMatch(/issuer that is not known here/)
})

test('the network is only read over http, and only the founder sets it', async () => {
  const { app } = createTestApp()
  const overHttp = (name: string, input: object) => app.dispatch(`settings.${name}`, input, { isOverHttp: true })
  expect(await overHttp('network', {})).toMatchObject({ ok: true, value: { proxy: 'system' } })
  for (const [name, input] of [
    ['setProxy', { proxy: 'none' }],
    ['chooseCaFile', {}],
    ['removeCaFile', {}],
  ] as const)
    expect(await overHttp(name, input)).toMatchObject({ ok: false, error: { reason: 'settings_elsewhere' } })
  expect(await app.dispatch('settings.setProxy', { proxy: 'none' })).toMatchObject({
    ok: true,
    value: { proxy: 'none' },
  })
  await app.close()
})
