import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSettings } from '../../../../src/main/platform/settings.ts'
import { USUAL_PREFERENCES } from '../../../../src/shared/text/preferences.ts'
import { temporaryDirectory } from '../../../helpers/test-app.ts'

test('settings stay beside each other, and a file of an earlier version has the others as usual', async () => {
  using directory = temporaryDirectory()
  const file = join(directory.path, 'settings.json')
  writeFileSync(file, JSON.stringify({ idleLockMinutes: 15 }))
  const settings = openSettings(directory.path)
  expect(settings.network()).toEqual({ proxy: 'system', caFile: null })
  await Promise.all([settings.setNetwork({ proxy: 'none' }), settings.setNetwork({ caFile: '/etc/ca.pem' })])
  await settings.setIdleMinutes(5)
  const again = openSettings(directory.path)
  expect([again.network(), again.idleMinutes()]).toEqual([{ proxy: 'none', caFile: '/etc/ca.pem' }, 5])
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    ...{
      version: 1,
      idleLockMinutes: 5,
      syncMinutes: 3,
      backupWeeks: 4,
      proxy: 'none',
      caFile: '/etc/ca.pem',
      people: {},
    },
  })
})

test('a damaged file locks soon, and trusts nothing else', () => {
  using directory = temporaryDirectory()
  const file = join(directory.path, 'settings.json')
  for (const text of ['{', '{"idleLockMinutes":5,"proxy":"socks5://x"}', '{"idleLockMinutes":5,"caFile":3}']) {
    writeFileSync(file, text)
    const settings = openSettings(directory.path)
    expect([settings.network(), settings.idleMinutes()]).toEqual([{ proxy: 'system', caFile: null }, 5])
  }
})

test('a damaged or newer file is kept aside with a warning once, and what is set goes into a new one', async () => {
  for (const [why, text] of [
    ['damaged', '{'],
    ['newer', '{"version":2,"idleLockMinutes":60}'],
  ] as const) {
    using directory = temporaryDirectory()
    const file = join(directory.path, 'settings.json')
    writeFileSync(file, text)
    const settings = openSettings(directory.path)
    await settings.setPreferences('ada', { theme: 'dark' })
    const path = settings.unusable()?.path ?? ''
    expect(settings.unusable()?.why).toBe(why)
    expect(readFileSync(path, 'utf8')).toBe(text)
    const next = openSettings(directory.path)
    expect([next.unusable(), next.idleMinutes()]).toEqual([null, 5])
    expect(next.preferences('ada')).toEqual({ ...USUAL_PREFERENCES, theme: 'dark' })
    expect(next.preferences('constructor').theme).toBe('system')
  }
})
