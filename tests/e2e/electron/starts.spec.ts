import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import windowModules from '../../../build/window-modules.json' with { type: 'json' }
import { times } from '../../helpers/long.ts'
import { projectPath } from '../../helpers/paths.ts'
import { expect, test } from './program/desktop.ts'
import { cannotCount, processesOf } from './program/processes.ts'

const STARTS = times(3, 50)

test(`${STARTS} starts and quits in turn leave no process and no temporary file`, async ({ desktop }) => {
  test.setTimeout(STARTS * 20_000)
  for (let count = 0; count < STARTS; count++) {
    const program = await desktop.start()
    await expect(program.page.getByRole('heading').first()).toBeVisible()
    expect(await program.quit()).toBe(0)
    if (!cannotCount) await expect.poll(() => processesOf(program)).toEqual([])
  }
  expect(readdirSync(desktop.dataDir).sort()).toEqual(['electron', 'lock.db', 'logs', 'patchbay.db', 'reserve'])
})

test('a window is there before anything outside its pack is evaluated', async ({ desktop }) => {
  const { electron } = await desktop.start({ modules: [projectPath('tests/e2e/electron/program/window-modules.cjs')] })
  const evaluated = await electron.evaluate(() => (globalThis as { windowModules?: string[] }).windowModules ?? [])
  expect(evaluated).toContain('src/main/hosts/electron/window/window.cjs')
  expect(evaluated.filter((name) => !windowModules.includes(name))).toEqual([])
})

test('a graphics card that is not there is looked for once a day', async ({ desktop }) => {
  const note = join(desktop.dataDir, 'electron', 'no-graphics-card')
  const hours = 60 * 60 * 1000
  /** Starts with a note that is so old: whether Chromium uses a card then, and whether the note was written again. */
  const startAfter = async (age: number) => {
    writeFileSync(note, '')
    utimesSync(note, new Date(), new Date(Date.now() - age))
    const before = statSync(note).mtimeMs
    const program = await desktop.start()
    await expect(program.page.getByRole('heading').first()).toBeVisible()
    const compositing = await program.electron.evaluate(({ app }) => app.getGPUFeatureStatus().gpu_compositing)
    await program.quit()
    return { usesCard: compositing !== 'disabled_software', isWritten: statSync(note).mtimeMs !== before }
  }
  const first = await desktop.start()
  await first.quit()
  expect(await startAfter(23 * hours)).toEqual({ usesCard: false, isWritten: false })
  const { usesCard, isWritten } = await startAfter(25 * hours)
  expect(isWritten).toBe(!usesCard)
})
