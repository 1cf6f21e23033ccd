import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from './program/desktop.ts'
import { cannotDriveNative, nativeWindow } from './program/native.ts'
import { cannotCount, cpuSecondsOf, processesOf } from './program/processes.ts'

test.skip(cannotDriveNative !== false, cannotDriveNative || '')

test('a start that fails before Electron is ready shows a dialog, and writes nothing elsewhere', async ({
  desktop,
}) => {
  const home = desktop.at('home')
  mkdirSync(home)
  writeFileSync(desktop.dataDir, '')
  const program = desktop.run({ env: { HOME: home, XDG_CONFIG_HOME: undefined } })
  const dialog = await nativeWindow(program, /^Error$/)
  dialog.press('Return')
  expect(await program.ended).toBe(1)
  expect(readdirSync(home).filter((name) => name.startsWith('.config'))).toEqual([])
})

test('the dialog about a failed start uses no processor time', async ({ desktop }) => {
  test.skip(cannotCount !== false, cannotCount || '')
  writeFileSync(desktop.dataDir, '')
  const program = desktop.run()
  const dialog = await nativeWindow(program, /^Error$/)
  const before = cpuSecondsOf(program.pid)
  await setTimeout(2000)
  expect(cpuSecondsOf(program.pid) - before).toBeLessThan(0.2)
  dialog.press('Return')
  expect(await program.ended).toBe(1)
})

test('an unusable directory for temporary files is not mistaken for a running Patchbay: a dialog names it', async ({
  desktop,
}) => {
  const file = desktop.at('file')
  writeFileSync(file, '')
  const program = desktop.run({ env: { TMPDIR: file } })
  const dialog = await nativeWindow(program, /^Error$/)
  dialog.press('Return')
  expect(await program.ended).toBe(1)
  if (!cannotCount) await expect.poll(() => processesOf(program)).toEqual([])
})
