import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { copyForNode } from '../../scripts/package-node.ts'
import { createCli } from '../helpers/cli.ts'
import { wordpress } from '../helpers/samples.ts'
import { temporaryDirectory } from '../helpers/test-app.ts'

test('the archive for plain Node runs on its own: validation, storage, exports and the look at all of it', async () => {
  using directory = temporaryDirectory()
  const unpacked = join(directory.path, 'patchbay')
  copyForNode(unpacked)
  for (const file of ['README.md', 'LICENSE', 'THIRD-PARTY-LICENCES.txt', 'sbom.cdx.json'])
    expect([file, existsSync(join(unpacked, file))]).toEqual([file, true])
  for (const file of ['out/main/index.js', 'out/preload', 'src', 'node_modules/zod'])
    expect([file, existsSync(join(unpacked, file))]).toEqual([file, false])

  const { json, file } = createCli(directory.path, join(unpacked, 'bin', 'patchbay.js'))
  await json(['workspace', 'create', 'Acme'])
  const install = (config: object) =>
    json([
      ...['connector', 'install', 'wordpress', '--name', 'Blog', '--config', file('config.json', config)],
      ...['--auth', file('auth.json', wordpress.auth)],
    ])
  expect(await install({ site_url: 5 })).toMatchObject({ code: 2, value: { error: { code: 'invalid' } } })
  expect(await install(wordpress.config)).toMatchObject({ code: 0, value: { status: 'inactive' } })
  await json(['connector', 'activate', 'Blog'])
  const out = join(directory.path, 'targets.json')
  expect((await json(['targets', 'export', '--format', 'json', '--out', out])).value).toMatchObject({ count: 1 })
  const { findings } = (await json(['doctor'])).value as unknown as { findings: { id: string; state: string }[] }
  expect(findings.filter(({ state }) => state === 'problem')).toEqual([])
})
