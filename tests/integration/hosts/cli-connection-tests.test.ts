import { expect, test } from 'vitest'
import { createCli } from '../../helpers/cli.ts'
import { freePort, startService } from '../../helpers/services/service.ts'
import { PASSWORD, site, wordpressSite } from '../../helpers/services/wordpress-site.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

test('connectors are tested by name or all at once, with a code for a failure and no secret in the output', async () => {
  using directory = temporaryDirectory()
  await using service = await startService(wordpressSite())
  const { json, run, file } = createCli(directory.path)
  await json(['workspace', 'create', 'Acme'])
  const install = async (name: string, port: number) => {
    const { config, auth } = site(port)
    const input = ['--config', file(`${port}.json`, config), '--auth', file('auth.json', auth)]
    await json(['connector', 'install', 'wordpress', '--name', name, ...input])
  }
  await install('Blog', service.port)
  await install('Down', await freePort())
  const one = await run(['connector', 'test', 'blog'])
  expect(one).toMatchObject({ code: 0, out: expect.stringMatching(/Blog +ok as admin/) as string })
  const all = await run(['connector', 'test', '--all', '--mark-error'])
  expect(all).toMatchObject({
    code: 2,
    out: expect.stringMatching(/Down +config\.site_url: Nothing answers at/) as string,
  })
  expect(await json(['connector', 'show', 'Down'])).toMatchObject({
    value: { status: 'error', lastTest: { ok: false, reason: 'refused' } },
  })
  const shown = await run(['connector', 'show', 'Blog'])
  expect(shown.out).toMatch(/tested +.*: ok as admin/)
  expect(JSON.stringify([one, all, shown])).not.toContain(PASSWORD)

  const schedule = (...args: string[]) => run(['workspace', 'test-schedule', ...args])
  expect((await schedule()).out).toBe(
    'Connectors are tested when somebody asks for it.\nA test that fails leaves the status of its connector.\n',
  )
  const set = await schedule('6', '--mark-error', 'on')
  expect(set.out).toContain('Connectors are tested every 6 hours.\nThe next run is due at ')
  expect(set.out).toContain('Runs take place while a window or `patchbay serve` is open.')
  expect(set.out).toContain('marks an active connector')
  expect(await json(['workspace', 'test-schedule', 'off'])).toMatchObject({
    value: { everyHours: 0, marksErrors: true },
  })
  expect(await json(['workspace', 'test-schedule', '2'])).toMatchObject({
    code: 2,
    value: { error: { reason: 'test_hours_unknown' } },
  })
  for (const args of [[], ['Blog', '--all']])
    expect(await json(['connector', 'test', ...args])).toMatchObject({
      code: 2,
      value: { error: { reason: 'connectors_or_all' } },
    })
})
