import type { Page } from '@playwright/test'

/** Searches the catalog for an entry, as a person does, and opens the form that adds a connector. */
export async function openAdd(page: Page, entry: { key: string; name: string }): Promise<void> {
  await page.getByRole('tab', { name: 'Catalog' }).click()
  await page.getByRole('searchbox').fill(entry.key)
  await page
    .getByRole('button', { name: `Add ${entry.name}`, exact: true })
    .first()
    .click()
  await page.locator('#connector-form').waitFor()
}

/** Collects console errors, console warnings and uncaught errors of the page. */
export function listenToConsole(page: Page): { take(): string[] } {
  let complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      complaints.push(`console: ${message.text()} ${message.location().url}`.trim())
  })
  page.on('pageerror', (error) => complaints.push(`console: ${error.message}`))
  return {
    take: () => {
      const problems = complaints
      complaints = []
      return problems
    },
  }
}
