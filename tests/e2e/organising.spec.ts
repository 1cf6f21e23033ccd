import { violationsOnPage } from '../helpers/axe.ts'
import { wordpress } from '../helpers/samples.ts'
import { expect, test } from './program.ts'

test('connectors are grouped, pinned and kept as a view, and a tag is renamed on all of them', async ({
  page,
  program,
}) => {
  const { api } = program
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const tags: Record<string, string[]> = { First: ['prod'], Second: ['prod', 'emea'], Third: [] }
  for (const [name, own] of Object.entries(tags))
    await api.connectors.install({ workspaceId, ...wordpress, name, tags: own })
  await program.open(page, '/installed')
  const names = page.locator('[data-card]').getByRole('heading')
  const identity = page.getByRole('listitem', { name: 'First' }).getByText('blog.example.com')
  await identity.hover()
  await expect(identity).toHaveAttribute('title', /· WordPress · Updated .+ by Ada$/)

  await page.getByRole('button', { name: /^Sort:/ }).click()
  await page.getByRole('menuitemradio', { name: 'Group by tag' }).click()
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([
    ...['emea', 'Second', 'prod', 'First', 'Second', 'No tag', 'Third'],
  ])
  expect(await violationsOnPage(page)).toEqual([])
  // The second of two places of one connector keeps the focus on its own way.
  await page.getByRole('listitem', { name: 'First' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('listitem', { name: 'Third' })).toBeFocused()
  await page.getByRole('button', { name: /^Sort:/ }).click()
  await page.getByRole('menuitemradio', { name: 'No groups' }).click()

  await page.getByRole('listitem', { name: 'Third' }).click({ button: 'right' })
  const menu = page.getByRole('menu', { name: 'More for Third' })
  await expect(menu).toBeVisible()
  await menu.getByRole('menuitem', { name: 'Pin', exact: true }).click()
  await expect(page.getByText('1 connector pinned')).toBeVisible()
  await expect(names).toHaveText(['Third', 'First', 'Second'])

  await page.getByRole('button', { name: 'Filter by tag prod' }).first().click()
  await page.getByRole('button', { name: 'Save view…' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('In production')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('View In production saved')).toBeVisible()
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(names).toHaveCount(3)
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('button', { name: 'In production 2' }).click()
  await expect(names).toHaveText(['First', 'Second'])
  expect(new URL(page.url()).search).toBe('?tag=prod')

  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('button', { name: 'Manage tags…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Manage tags' })
  await dialog.getByRole('button', { name: 'Rename the tag prod' }).click()
  await dialog.getByLabel('New name of the tag prod').fill('emea')
  expect(await violationsOnPage(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Merge' }).click()
  await expect(dialog.getByText('prod')).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(names).toHaveText(['First', 'Second'])
  expect((await api.connectors.list({ workspaceId })).map((card) => card.tags)).toEqual([['emea'], ['emea'], []])
})

test('the form offers tags that are in use, keeps a description, and asks when a new secret expires', async ({
  page,
  program,
}) => {
  const { api } = program
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const { id } = await api.connectors.install({
    ...{ workspaceId, ...wordpress, name: 'Blog', tags: ['production'], secretExpiresAt: '2020-01-31' },
  })
  await program.open(page, '/installed')
  await page.getByRole('button', { name: 'Configure Blog' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('This day is in the past')).toBeVisible()
  await dialog.getByLabel('Description').fill('Ask Ada first')
  await dialog.getByRole('button', { name: 'Remove tag production' }).click()
  await dialog.getByLabel('Tags').fill('prod')
  await dialog.getByLabel('Tags').press('ArrowDown')
  await dialog.getByLabel('Tags').press('Enter')
  await expect(dialog.getByRole('button', { name: 'Remove tag production' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Replace' }).last().click()
  await dialog.getByLabel(/^Application password/).fill('abcd EFGH 1234 ijkl MNOP 5678')
  await expect(dialog.getByText('the day on which the old one expired is cleared')).toBeVisible()
  await dialog.getByRole('button', { name: 'In 60 days' }).click()
  await dialog.getByRole('button', { name: 'Save changes' }).click()
  await expect(dialog).toBeHidden()
  const after = await api.connectors.get({ workspaceId, id })
  expect(after).toMatchObject({ description: 'Ask Ada first', tags: ['production'] })
  expect(Date.parse(after.secretExpiresAt ?? '') - Date.now()).toBeGreaterThan(58 * 86_400_000)
})
