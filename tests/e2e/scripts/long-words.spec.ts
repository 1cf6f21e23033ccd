import { expect, test } from '@playwright/test'
import { directionOf, type PageLanguage } from '../../../src/shared/text/languages.ts'
import { times } from '../../helpers/long.ts'
import { overflows } from '../../helpers/screens/overflows.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'
import { startScript } from './start-script.ts'

// The sources of every dialog are built on the way.
test.setTimeout(480_000)

const SIZES = [
  { width: 800, height: 600 },
  { width: 1280, height: 800 },
]

test('every dialog has room for words that are longer by two fifths, from right to left as well', async ({ page }) => {
  using directory = temporaryDirectory()
  await using gallery = startScript('gallery.ts', [], { environment: { TMPDIR: directory.path } })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto((await gallery.url) ?? gallery.output())
  await expect(page.getByRole('heading', { name: 'Gallery' })).toBeVisible()
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
    const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'))
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
