import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** The rules of WCAG 2.2 AA. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const DIALOG = '[role=dialog], [role=alertdialog]'

// Without this mode axe puts its results together in a page of its own, and Electron opens none.
const axe = (page: Page) => new AxeBuilder({ page }).setLegacyMode()

/** What axe finds on the whole page by the rules of WCAG 2.2 AA: each rule with the elements that break it. */
export const violationsOnPage = (page: Page): Promise<string[]> => analyze(axe(page).withTags(WCAG))

/** What axe finds in the open dialog by all its rules. */
export const violationsInDialog = (page: Page): Promise<string[]> => analyze(axe(page).include(DIALOG))

/** Texts of the open dialog without enough contrast; the rest of what axe looks at is the same in both themes. */
export const contrastInDialog = (page: Page): Promise<string[]> =>
  analyze(axe(page).include(DIALOG).withRules(['color-contrast']))

async function analyze(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
