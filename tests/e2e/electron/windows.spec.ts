import type { Page } from '@playwright/test'
import { apiOfWindow } from '../hosts/window-api.ts'
import { expect, test } from './program/desktop.ts'
import type { DesktopProgram } from './program/desktop.ts'

const switcher = (page: Page, name: string) => page.getByRole('button', { name: `Workspace: ${name}` })

/** The page of the window that shows a workspace. */
const pageOf = async ({ electron }: DesktopProgram, name: string): Promise<Page> => {
  let match: Page | undefined
  await expect(async () => {
    for (const page of electron.windows()) if ((await switcher(page, name).count()) > 0) match = page
    expect(match).toBeDefined()
  }).toPass()
  return match as Page
}

test('windows show workspaces of their own, and come back with them and what was typed', async ({
  desktop,
  page,
  program,
}) => {
  const api = apiOfWindow(page)
  const { id: acme } = await api.workspaces.create({ name: 'Acme' })
  await api.workspaces.create({ name: 'Globex' })
  await expect(switcher(page, 'Acme')).toBeVisible()

  const second = program.electron.waitForEvent('window')
  await program.clickMenu(['File', 'New window'])
  const other = await second
  await expect(switcher(other, 'Acme')).toBeVisible()
  await other.keyboard.press('Control+2')
  await expect(switcher(other, 'Globex')).toBeVisible()
  await expect(switcher(page, 'Acme')).toBeVisible()

  // A change in one window shows in the other, and each has a form of its own.
  await api.workspaces.rename({ workspaceId: acme, name: 'Acme Foods' })
  await expect(switcher(page, 'Acme Foods')).toBeVisible()
  await other.getByRole('tab', { name: 'Catalog' }).click()
  await other.getByRole('button', { name: 'Add Medium' }).click()
  await other.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Typed in the second')
  await page.getByRole('tab', { name: 'Catalog' }).click()
  await page.getByRole('button', { name: 'Add WordPress' }).click()
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Typed in the first')
  // What is typed is kept a moment later.
  const drafts = () =>
    program.electron.evaluate(
      ({ app }) =>
        process
          .getBuiltinModule('fs')
          .readdirSync(app.getPath('userData'))
          .filter((name) => name.startsWith('draft')).length,
    )
  await expect.poll(drafts).toBe(2)
  await program.end()

  const again = await desktop.start()
  const first = await pageOf(again, 'Acme Foods')
  const globex = await pageOf(again, 'Globex')
  await expect(first.getByRole('dialog').getByLabel('Name', { exact: true })).toHaveValue('Typed in the first')
  await expect(globex.getByRole('dialog').getByLabel('Name', { exact: true })).toHaveValue('Typed in the second')

  // What a person closes stays closed; "Open in a new window" opens another one.
  await globex.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await globex.getByRole('button', { name: 'Discard' }).click()
  await globex.close()
  await first.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await first.getByRole('button', { name: 'Discard' }).click()
  expect(await again.quit()).toBe(0)

  const last = await desktop.start()
  await expect(switcher(last.page, 'Acme Foods')).toBeVisible()
  expect(last.electron.windows()).toHaveLength(1)
  await switcher(last.page, 'Acme Foods').click()
  const item = last.page.getByRole('menuitem', { name: 'Open in a new window' })
  await expect(item).toBeVisible({ timeout: 5000 })
  const third = last.electron.waitForEvent('window')
  await item.click()
  await expect(switcher(await third, 'Acme Foods')).toBeVisible()
})

test('the File menu joins a workspace in the window that was used last', async ({ page, program }) => {
  await expect(page.getByRole('heading', { name: 'Welcome to Patchbay' })).toBeVisible()
  await program.clickMenu(['File', 'Join a workspace…'])
  await expect(page.getByRole('dialog', { name: 'Join a workspace' })).toBeVisible()
})
