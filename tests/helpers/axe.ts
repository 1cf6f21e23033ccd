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

interface Axe {
  run: (context: string, options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}

/**
 * The same as `violationsInDialog` on a page that axe has looked at before, where it still is: many dialogs take a fraction
 * of the time. `rules` are those to look at; all of them unless given.
 */
export const violationsInNextDialog = (page: Page, rules?: readonly string[]): Promise<string[]> =>
  page.evaluate(
    async ([selector, only]) => {
      const { axe } = window as unknown as { axe: Axe }
      const options = { resultTypes: ['violations'], ...(only && { runOnly: { type: 'rule', values: only } }) }
      const { violations } = await axe.run(selector, options)
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
    },
    [DIALOG, rules] as const,
  )

async function analyze(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
