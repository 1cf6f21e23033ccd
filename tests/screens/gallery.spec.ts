import type { Page } from '@playwright/test'
import { compare, expect, type Language, LANGUAGES, open, test } from './pictures.ts'

const SECTIONS = ['Cards', 'Fields', 'Forms', 'Messages', 'States']
/** The dialogs in so many parts, for workers beside one another. */
const PARTS = 6

const show = (page: Page, isShown: boolean) =>
  page.evaluate(
    (visibility) => {
      for (const part of document.querySelectorAll<HTMLElement>('main, main > *, #root > header'))
        part.style.visibility = visibility
    },
    isShown ? '' : 'hidden',
  )

for (const language of Object.keys(LANGUAGES) as Language[])
  test.describe(language, () => {
    test.use({ locale: language })

    for (const section of SECTIONS)
      test(`gallery, ${section}`, async ({ page, served }) => {
        await open(page, served, `/?section=${section}`, 'gallery')
        await expect(page.getByRole('heading', { name: section, level: 2 })).toBeVisible()
        await compare(page, language, `gallery-${section.toLowerCase()}`, { fullPage: true })
      })

    for (let part = 0; part < PARTS; part += 1)
      test(`dialogs, part ${part + 1}`, async ({ page, served }) => {
        await open(page, served, '/?section=Dialogs', 'gallery')
        const buttons = page.getByRole('region', { name: 'Dialogs', exact: true }).getByRole('button')
        await buttons.first().waitFor()
        for (const [at, button] of (await buttons.all()).entries()) {
          if (at % PARTS !== part) continue
          const name = await button.innerText()
          await button.click()
          const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'))
          await expect(dialog.first()).toBeVisible()
          // Another dialog's button behind it would be a difference in every picture.
          await show(page, false)
          await compare(page, language, `dialog-${name.replaceAll(' ', '-')}`)
          await show(page, true)
          await page.keyboard.press('Escape')
          await expect(dialog).toBeHidden()
        }
      })
  })
