import { readdirSync } from 'node:fs'
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
