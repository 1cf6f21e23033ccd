import { violationsInBothThemes, violationsOnPage } from '../helpers/axe.ts'
import { wordpress } from '../helpers/samples.ts'
import { expect, test } from './program.ts'

test('the activity shows who did what, filters it, follows what happens elsewhere and gives a configuration back', async ({
  page,
  program,
}) => {
  const { api } = program
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const { id, config } = await api.connectors.install({ workspaceId, ...wordpress })
  const changed = await api.connectors.update({ workspaceId, id, config: { site_url: 'https://new.example.com' } })
  for (let count = 1; count <= 120; count += 1) await api.workspaces.rename({ workspaceId, name: `Acme ${count}` })
  await program.open(page)
  await page.getByRole('tab', { name: 'Activity' }).click()
  const list = page.getByRole('list', { name: 'Activity' })
  const rows = list.getByRole('listitem')
  await expect(rows.first()).toContainText('renamed the workspace to Acme 120')

  // Something done elsewhere comes in above, and the end of the list brings the next page.
  await api.connectors.activate({ workspaceId, id })
  await expect(rows.first()).toContainText('activated Company blog')
  await rows.first().focus()
  await expect(async () => {
    await page.keyboard.press('End')
    await expect(list).toContainText('created the workspace', { timeout: 1000 })
  }).toPass()

  // Filters are in the address, which leads to them again.
  await expect(page.getByRole('button', { name: 'All 124' })).toBeVisible()
  await page.getByRole('button', { name: 'Connectors 3' }).click()
  await expect(rows).toHaveCount(3)
  await expect(page).toHaveURL(/\/activity\?kind=connector$/)
  await page.reload()
  await expect(rows).toHaveCount(3)
  await page.getByRole('button', { name: 'Time' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'To' }).fill('2020-01-31')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible()
  await page.getByRole('button', { name: 'Show everything' }).click()
  await expect(rows.first()).toContainText('activated Company blog')

  // The search finds what was done by the words of the screens, marks them, and is in the address.
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: 'Search the activity' })).toBeFocused()
  await page.keyboard.type('company ACTIVÁTED')
  await expect(rows).toHaveCount(1)
  await expect(rows.locator('mark')).toHaveText(['activated', 'Company'])
  await expect(page).toHaveURL(/\/activity\?q=company\+/)
  // The kinds count what the search leaves, and none of them goes.
  await expect(page.getByRole('button', { name: 'All 1', exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Connectors 1', exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Workspace 0', exact: true })).toBeVisible()
  await page.reload()
  await expect(rows).toHaveCount(1)
  await page.getByRole('searchbox', { name: 'Search the activity' }).fill('nobody did this')
  await page.getByRole('button', { name: 'Show everything' }).click()
  await expect(rows.first()).toContainText('activated Company blog')

  // An export is in the activity itself.
  await page.getByRole('button', { name: /^Export…/ }).click()
  const file = await program.exportFile(page, () => page.getByRole('menuitem', { name: 'NDJSON' }).click())
  expect(file.trimEnd().split('\n')).toHaveLength(124)
  await expect(rows.first()).toContainText('exported 124 entries of the activity')
  await page.getByRole('button', { name: 'Connector', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Company blog' }).click()
  await expect(rows).toHaveCount(3)

  // With the keyboard: the details of a change, and back to the configuration before it.
  await rows.first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(rows.nth(1).locator('del')).toContainText('https://blog.example.com')
  await expect(rows.nth(1).locator('ins')).toContainText('https://new.example.com')
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await violationsInBothThemes(page)).toEqual([])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await rows
    .nth(2)
    .getByRole('button', { name: /^Restore this configuration of Company blog/ })
    .click()
  await expect(page.getByText('The configuration of Company blog was restored')).toBeVisible()
  await expect(rows.first()).toContainText('restored a configuration of Company blog')
  expect((await api.connectors.get({ workspaceId, id })).config).toEqual(config)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Company blog has its configuration from before again')).toBeVisible()
  expect((await api.connectors.get({ workspaceId, id })).config).toEqual(changed.config)

  // The panel of the connector has the same.
  await rows.last().getByRole('button', { name: 'Open Company blog' }).click()
  const panel = page.getByRole('complementary')
  await panel.getByRole('tab', { name: 'Activity' }).click()
  await expect(panel.getByRole('listitem').first()).toContainText('changed 1 field')
  await expect(panel.getByRole('listitem').last()).toContainText('added it')
  expect(await violationsOnPage(page)).toEqual([])
})
