import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { violationsInNextDialog, violationsOfContrast, violationsOnPage } from '../../helpers/axe.ts'
import { times } from '../../helpers/long.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'
import { holderOf, isAlive, startScript } from './start-script.ts'

const dataIn = (directory: string) => readdirSync(directory).filter((name) => name.startsWith('patchbay-gallery-'))

// Two axe runs over everything and two dozen dialogs take long.
test.setTimeout(480_000)

test('npm run gallery shows every part in light and dark, every dialog opens, and SIGTERM removes its data', async ({
  page,
}) => {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', ({ message }) => complaints.push(message))

  using directory = temporaryDirectory()
  const start = () => startScript('gallery.ts', [], { environment: { TMPDIR: directory.path } })
  await using gallery = start()
  await page.goto((await gallery.url) ?? gallery.output())
  await expect(page.getByRole('heading', { name: 'Gallery' })).toBeVisible()
  for (const theme of ['Light', 'Dark']) {
    await page.getByRole('button', { name: theme, exact: true }).click()
    for (const name of ['Cards', 'Fields', 'Forms', 'Messages', 'States', 'Dialogs'])
      await expect(page.getByRole('region', { name, exact: true })).not.toBeEmpty()
    // The themes differ in their colours alone.
    expect(await (theme === 'Light' ? violationsOnPage(page) : violationsOfContrast(page))).toEqual([])
  }
  // Beside everything else, a look at a dialog would take many times as long.
  await page.goto(`${new URL(page.url()).origin}/?section=Dialogs`)
  await expect(page.getByRole('region', { name: 'Dialogs', exact: true })).toBeVisible()
  expect(await violationsOnPage(page)).toEqual([])
  // A colour that is still changing has no contrast of its own.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const setTheme = (theme: string) =>
    page.evaluate((colorScheme) => void (document.documentElement.style.colorScheme = colorScheme), theme)
  const running = () =>
    page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length)
  const dialogs = page.getByRole('region', { name: 'Dialogs', exact: true }).getByRole('button')
  expect(await dialogs.count()).toBeGreaterThan(18)
  const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'))
  const every = times(3, 1)
  for (const [at, button] of (await dialogs.all()).entries()) {
    const name = await button.innerText()
    await button.click()
    await expect(dialog).toBeVisible()
    if (at % every === 0) {
      // What is read first is not in full colour before it has been waited for.
      await expect.poll(running).toBe(0)
      expect.soft(await violationsInNextDialog(page), name).toEqual([])
      await setTheme('light')
      expect.soft(await violationsInNextDialog(page, ['color-contrast']), name).toEqual([])
      await setTheme('dark')
    }
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  }

  await expect.poll(running).toBe(0)
  const transitions = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let count = 0
        document.addEventListener('transitionrun', () => (count += 1), true)
        // The first frame draws the new size; the next one has the events that it started.
        window.addEventListener('resize', () =>
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(count))),
        )
      }),
  )
  await page.setViewportSize({ width: 800, height: 600 })
  expect(await transitions).toBe(0)
  expect(complaints).toEqual([])

  // Windows has no signals.
  if (process.platform === 'win32') return
  const [dataDir = ''] = dataIn(directory.path)
  const program = holderOf(join(directory.path, dataDir))
  expect(isAlive(program)).toBe(true)
  expect(await gallery.end('SIGTERM')).toEqual([0, null])
  expect(isAlive(program)).toBe(false)
  expect(dataIn(directory.path)).toEqual([])
  if (times(0, 1) === 0) return
  await using again = start()
  expect(await again.url, again.output()).not.toBeNull()
  expect(await again.end('SIGINT')).toEqual([0, null])
  expect(dataIn(directory.path)).toEqual([])
})
