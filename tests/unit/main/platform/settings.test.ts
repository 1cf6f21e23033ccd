import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
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

/** What can be in place of a file of settings. */
const OTHERS: [what: string, put: (file: string) => void][] = [
  ['a folder', (file) => mkdirSync(file)],
  ['a pipe, which nobody writes to', (file) => execFileSync('mkfifo', [file])],
  ['a file of 2 GB', (file) => truncateSync(open(file), 2 ** 31)],
  ['a link that leads to itself', (file) => symlinkSync(file, file)],
  ['a file that is nested without end', (file) => writeFileSync(file, '['.repeat(500_000))],
  ['a list', (file) => writeFileSync(file, '[]')],
  ['nothing', (file) => writeFileSync(file, '')],
  ['null', (file) => writeFileSync(file, 'null')],
  ['characters that are none', (file) => writeFileSync(file, Buffer.from([0xff, 0xfe, 0]))],
  ...Object.entries({
    version: 'one',
    idleLockMinutes: 7,
    syncMinutes: '3',
    backupWeeks: null,
    proxy: 8080,
    caFile: '',
    people: { ada: { theme: 'pink' } },
  }).map(([name, value]): [string, (file: string) => void] => [
    `a file with a wrong ${name}`,
    (file) => writeFileSync(file, JSON.stringify({ idleLockMinutes: 5, [name]: value })),
  ]),
]

function open(file: string): string {
  writeFileSync(file, '')
  return file
}

test.skipIf(process.platform === 'win32').each(OTHERS)(
  '%s in its place is kept aside once, and settings can be set',
  async (_what, put) => {
    using directory = temporaryDirectory()
    const file = join(directory.path, 'settings.json')
    put(file)
    const settings = openSettings(directory.path)
    expect(settings.unusable()).toMatchObject({ why: 'damaged', path: expect.stringContaining('settings-damaged-') })
    expect([settings.idleMinutes(), settings.preferences('ada')]).toEqual([5, USUAL_PREFERENCES])
    await settings.setPreferences('ada', { language: 'de' })
    const next = openSettings(directory.path)
    expect([next.unusable(), next.preferences('ada').language]).toEqual([null, 'de'])
    expect(readdirSync(directory.path).filter((name) => name.startsWith('settings-damaged-'))).toHaveLength(1)
  },
)
