import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withPreferences } from '../../../src/main/hosts/page.ts'
import { USUAL_PREFERENCES } from '../../../src/shared/text/preferences.ts'
import { createCli } from '../../helpers/cli.ts'
import { projectPath } from '../../helpers/paths.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

test('what a person sets stays, and a file that cannot be used is named once', async () => {
  using directory = temporaryDirectory()
  const { json, run } = createCli(directory.path)
  await run(['workspace', 'create', 'Acme'])
  expect(await json(['settings', 'show'])).toMatchObject({ value: { ...USUAL_PREFERENCES, idleLock: 0 } })
  expect((await run(['settings', 'set', '--theme', 'dark', '--start-page', 'overview'])).out).toMatch(/theme +dark/)
  expect(await json(['settings', 'show'])).toMatchObject({ value: { theme: 'dark', startPage: 'overview' } })
  expect((await run(['settings', 'set', '--theme', 'pink'])).code).toBe(2)
  await run(['settings', 'set', '--idle-lock', '15'])
  await run(['settings', 'sync', '--every', '10'])
  expect((await run(['settings', 'backups', '--keep', '52'])).out).toMatch(/keep backups for +52 weeks/)
  await run(['settings', 'network', '--proxy', 'none'])
  const { out } = await run(['settings', 'show'])
  expect(out).toMatch(/idle lock +15 minutes\nchanges of others +every 10 minutes\nproxy +none/)
  expect(out).toContain(join(directory.path, 'data', 'backups'))
  expect(out).toMatch(/updates +only when you ask.*\nversion +\d/)
  expect((await run(['settings', 'reset'])).code).toBe(2)
  const names = ['theme', 'start-page', 'idle-lock', 'sync', 'proxy', 'ca-file', 'backups']
  expect(await json(['settings', 'reset', ...names])).toMatchObject({
    value: {
      ...{ ...USUAL_PREFERENCES, idleLock: 0, sync: 3 },
      ...{ network: { proxy: 'system', caFile: null }, data: { backupWeeks: 4 } },
    },
  })
  await run(['settings', 'set', '--theme', 'dark'])

  writeFileSync(join(directory.path, 'data', 'settings.json'), 'no settings')
  const first = await run(['settings', 'show'])
  expect(first.err).toContain('the settings are damaged and are kept as')
  expect(first.out).toMatch(/theme +system[^]*idle lock +5 minutes/)
  expect((await run(['settings', 'show'])).err).toBe('')
})

test('everything can be set before there is a workspace, and stays', async () => {
  using directory = temporaryDirectory()
  const { json, run } = createCli(directory.path)
  expect(await run(['settings', 'set', '--theme', 'dark', '--idle-lock', '15'])).toMatchObject({ code: 0, err: '' })
  expect((await run(['settings', 'sync', '--every', '10'])).code).toBe(0)
  expect((await run(['settings', 'backups', '--keep', '52'])).code).toBe(0)
  expect((await run(['settings', 'network', '--proxy', 'none'])).code).toBe(0)
  await run(['workspace', 'create', 'Acme'])
  expect(await json(['settings', 'show'])).toMatchObject({
    value: { theme: 'dark', idleLock: 15, sync: 10, data: { backupWeeks: 52 }, network: { proxy: 'none' } },
  })
})

test('the page carries what is set on its root element', () => {
  const html = readFileSync(projectPath('src/renderer/index.html'))
  const preferences = { theme: 'dark', language: 'system', density: 'rows', startPage: 'overview' } as const
  const rootFor = (languages: readonly string[]) =>
    /<html[^>]*>/.exec(withPreferences(html, { preferences, languages }).toString())?.[0].replaceAll(/\s+/g, ' ')
  expect(rootFor(['de-AT', 'en'])).toBe(
    '<html lang="de" dir="ltr" data-theme="dark" data-language="system" data-density="rows" data-start-page="overview">',
  )
  expect(rootFor(['ar-XB'])).toContain('lang="ar-XB" dir="rtl"')
})
