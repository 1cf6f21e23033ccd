import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { directionOf, type PageLanguage } from '../../../src/shared/text/languages.ts'
import { violationsInNextDialog, violationsOfContrast, violationsOnPage } from '../../helpers/axe.ts'
import { times } from '../../helpers/long.ts'
import { overflows } from '../../helpers/screens/overflows.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'
import { holderOf, isAlive, type RunningScript, startScript } from './start-script.ts'

const SIZES = [
  { width: 800, height: 600 },
  { width: 1280, height: 800 },
]

const dataIn = (directory: string) => readdirSync(directory).filter((name) => name.startsWith('patchbay-gallery-'))

// Two axe runs over everything and two dozen dialogs take long.
test.describe.configure({ mode: 'serial', timeout: 480_000 })

// One start and one page for all: the sources are built on the way, which takes longer than most of the tests.
let directory: ReturnType<typeof temporaryDirectory>
let gallery: RunningScript
let page: Page
const complaints: string[] = []

const start = () => startScript('gallery.ts', [], { environment: { TMPDIR: directory.path } })
const dialogOf = (at: Page) => at.getByRole('dialog').or(at.getByRole('alertdialog'))

test.beforeAll(async ({ browser }) => {
  directory = temporaryDirectory()
  gallery = start()
  page = await browser.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', ({ message }) => complaints.push(message))
  await page.goto((await gallery.url) ?? gallery.output())
})

test.afterAll(async () => {
  await page.close()
  await gallery[Symbol.asyncDispose]()
  directory[Symbol.dispose]()
})

test('npm run gallery shows every part in light and dark, and every dialog opens', async () => {
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
  const dialog = dialogOf(page)
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
})

test('every dialog has room for words that are longer by two fifths, from right to left as well', async () => {
  // A host puts the language on the page; what serves the sources has none.
  await page.route('**/*language=*', async (route) => {
    const language = new URL(route.request().url()).searchParams.get('language') as PageLanguage
    const response = await route.fetch()
    const root = `<html lang="${language}" dir="${directionOf(language)}">`
    await route.fulfill({ response, body: (await response.text()).replace(/<html[^>]*>/, root) })
  })
  const problems: string[] = []
  // Each dialog has the words of one of the languages, in a long run of both.
  const every = times(2, 1)
  for (const [turn, language] of ['en-XA', 'ar-XB'].entries()) {
    await page.goto(new URL(`/?section=Dialogs&language=${language}`, page.url()).href)
    const buttons = page.getByRole('region', { name: 'Dialogs', exact: true }).getByRole('button')
    await buttons.first().waitFor()
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    const dialog = dialogOf(page)
    for (const [at, button] of (await buttons.all()).entries()) {
      if ((at + turn) % every !== 0) continue
      const name = await button.innerText()
      await button.click()
      await expect(dialog.first()).toBeVisible()
      await expect(dialog.locator('.animate-skeleton')).toHaveCount(0)
      for (const size of SIZES) {
        await page.setViewportSize(size)
        for (const problem of await overflows(page)) problems.push(`${language} ${name} ${size.width}: ${problem}`)
      }
      await page.keyboard.press('Escape')
      await expect(dialog).toBeHidden()
    }
  }
  expect(problems).toEqual([])
})

test('npm run gallery ends with a signal and removes its data', async () => {
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
