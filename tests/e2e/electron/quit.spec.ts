import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './program/desktop.ts'
import type { RealProgram } from './program/launch.ts'
import { cannotCount, processesOf } from './program/processes.ts'

/** The ways in which a person or the system ends the program. */
const WAYS: Record<string, (program: RealProgram) => unknown> = {
  'File > Quit': ({ electron }) =>
    electron.evaluate(({ Menu }) => {
      const items = (menu: Electron.Menu | undefined | null): Electron.MenuItem[] =>
        (menu?.items ?? []).flatMap((item) => [item, ...items(item.submenu)])
      items(Menu.getApplicationMenu())
        .find(({ role }) => role === 'quit')
        ?.click()
    }),
  'closing the window': ({ electron }) =>
    electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().forEach((window) => window.close())),
  SIGTERM: ({ pid }) => process.kill(pid, 'SIGTERM'),
  SIGINT: ({ pid }) => process.kill(pid, 'SIGINT'),
  SIGHUP: ({ pid }) => process.kill(pid, 'SIGHUP'),
  'app.quit()': (program) => program.quit(),
}

for (const [way, end] of Object.entries(WAYS))
  test(`${way} ends the program, closes the database and leaves no process`, async ({ desktop, program }) => {
    test.skip(process.platform === 'win32' && way.startsWith('SIG'), 'Windows has no signals')
    await expect(program.page.getByRole('heading').first()).toBeVisible()
    // The reply never comes when the process ends first.
    await Promise.resolve(end(program)).catch(() => undefined)
    expect(await program.ended).toBe(0)
    expect(readdirSync(desktop.dataDir).filter((name) => /-wal|\.json$/.test(name))).toEqual([])
    if (!cannotCount) await expect.poll(() => processesOf(program)).toEqual([])
  })

test('a start while the program is closing waits until it has ended', async ({ desktop, program }) => {
  // The mark that a closing program leaves in its directory.
  writeFileSync(join(desktop.dataDir, 'electron', 'ending'), '')
  const secondStart = program.electron.evaluate(
    ({ app }) => new Promise<void>((resolve) => void app.once('second-instance', () => resolve())),
  )
  const next = desktop.start()
  await secondStart
  expect(await program.quit()).toBe(0)
  const { page } = await next
  await expect(page.getByRole('heading', { name: 'Welcome to Patchbay' })).toBeVisible()
})
