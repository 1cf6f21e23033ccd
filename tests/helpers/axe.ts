import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** The rules of WCAG 2.2 AA. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

// These rules are about the page around a form.
const PAGE_RULES = ['page-has-heading-one', 'region', 'heading-order']

const DIALOG = '[role=dialog], [role=alertdialog]'

/** The details of everything that is right take most of the time that the page does not. */
const WITHOUT_PASSES = { resultTypes: ['violations' as const] }

// Without this mode axe puts its results together in a page of its own, and Electron opens none.
const axe = (page: Page) => new AxeBuilder({ page }).setLegacyMode().options({ ...WITHOUT_PASSES })

/** What axe finds on the whole page by the rules of WCAG 2.2 AA: each rule with the elements that break it. */
export const violationsOnPage = (page: Page): Promise<string[]> => analyze(axe(page).withTags(WCAG))

/** The same in light and, since the themes differ in their colours alone, by contrast in dark, which the page keeps. */
export async function violationsInBothThemes(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await violationsOnPage(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  return [...light, ...(await violationsOfContrast(page))]
}

/** What axe finds on the whole page by its rule for contrast. */
export const violationsOfContrast = (page: Page): Promise<string[]> => analyze(axe(page).withRules('color-contrast'))

/** What axe finds in a form that has the page to itself, by WCAG and by its rules of good practice. */
export const violationsInForm = (page: Page): Promise<string[]> =>
  analyze(
    axe(page)
      .withTags([...WCAG, 'best-practice'])
      .disableRules(PAGE_RULES),
  )

/** What axe finds in the open dialog by all its rules. */
export const violationsInDialog = (page: Page): Promise<string[]> => analyze(axe(page).include(DIALOG))

interface Axe {
  run: (context: string, options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}

/**
 * The same as `violationsInDialog` on a page that axe has looked at before, where it still is: many dialogs take a fraction
 * of the time. `rules` are those to look at; all of them unless given.
 */
export const violationsInNextDialog = (page: Page, rules?: readonly string[]): Promise<string[]> =>
  page.evaluate(
    async ([selector, only, shared]) => {
      const { axe } = window as unknown as { axe: Axe }
      const options = { ...shared, ...(only && { runOnly: { type: 'rule', values: only } }) }
      const { violations } = await axe.run(selector, options)
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
    },
    [DIALOG, rules, WITHOUT_PASSES] as const,
  )

async function analyze(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
