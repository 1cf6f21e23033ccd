import { violationsOnPage } from '../helpers/axe.ts'
import { SECRET, wordpress } from '../helpers/samples.ts'
import { expect, type Program, test } from './program.ts'

async function withThree(program: Program) {
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  for (const name of ['First', 'Second', 'Third'])
    await program.api.connectors.install({ workspaceId, ...wordpress, name, tags: ['blog'] })
  return workspaceId
}

test('connectors are selected by keyboard, activated at once, and put back by one Undo', async ({ page, program }) => {
  const workspaceId = await withThree(program)
  await program.open(page, '/installed')
  const statuses = async () => (await program.api.connectors.list({ workspaceId })).map(({ status }) => status)
  await page.getByRole('searchbox').press('ArrowDown')
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowRight')
  await expect(page.getByText('2 selected').first()).toBeVisible()
  await page.keyboard.press('Control+a')
  const bar = page.getByRole('toolbar', { name: 'Actions for 3 connectors' })
  await expect(bar).toBeVisible()
  expect(await violationsOnPage(page)).toEqual([])
  await bar.getByRole('button', { name: 'Activate 3' }).click()
  await expect(page.getByText('3 connectors activated')).toBeVisible()
  expect(await statuses()).toEqual(['active', 'active', 'active'])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('3 connectors changed back')).toBeVisible()
  expect(await statuses()).toEqual(['inactive', 'inactive', 'inactive'])
  await page.getByRole('listitem', { name: 'First' }).focus()
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()
})

test('Ctrl+A selects all connectors from anywhere but a text field, whose text it selects', async ({
  page,
  program,
}) => {
  await withThree(program)
  await program.open(page, '/installed')
  const search = page.getByRole('searchbox')
  await search.fill('r')
  await search.press('Control+a')
  await search.press('Delete')
  await expect(search).toHaveValue('')
  await expect(page.getByText('3 selected').first()).toBeHidden()
  await page.getByRole('tab', { name: 'Installed' }).click()
  await page.keyboard.press('Control+a')
  await expect(page.getByText('3 selected').first()).toBeVisible()
  expect(await page.evaluate(() => String(getSelection()))).toBe('')
})

test('Undo brings a status back with its reason and its day, of one connector and of many', async ({
  page,
  program,
}) => {
  const workspaceId = await withThree(program)
  const { api } = program
  const [first, second] = await api.connectors.list({ workspaceId })
  for (const { id, name } of [first!, second!])
    await api.connectors.markError({ workspaceId, id, message: `${name} was refused` })
  const states = async () =>
    (await api.connectors.list({ workspaceId })).map(({ status, statusMessage, statusSince }) => [
      status,
      statusMessage,
      statusSince,
    ])
  const before = await states()
  expect(before).toEqual([
    ['error', 'First was refused', expect.any(String)],
    ['error', 'Second was refused', expect.any(String)],
    ['inactive', null, expect.any(String)],
  ])
  await program.open(page, '/installed')
  await page.getByRole('button', { name: 'Activate First' }).click()
  await expect(page.getByText('First is active')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('First is marked as failing again')).toBeVisible()
  expect(await states()).toEqual(before)
  await page.getByRole('button', { name: 'Activate Third' }).click()
  await expect(page.getByText('Third is active')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Third is inactive')).toBeVisible()
  expect(await states()).toEqual(before)
  await page.getByLabel('Select First').check()
  await page.keyboard.press('Control+a')
  await page.getByRole('button', { name: 'Activate 3' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('3 connectors changed back')).toBeVisible()
  expect(await states()).toEqual(before)
  await expect(page.getByRole('listitem', { name: 'Second' })).toContainText('Second was refused')
})

test('the bar of a selection is in view in a low window, as at 200 % zoom', async ({ page, program }) => {
  await withThree(program)
  await page.setViewportSize({ width: 640, height: 400 })
  await program.open(page, '/installed')
  await page.getByLabel('Select First').check()
  await expect(page.getByRole('toolbar', { name: 'Actions for 1 connector' })).toBeInViewport({ ratio: 1 })
})

test('Undo leaves alone what has changed since, and the result says so', async ({ page, program }) => {
  const workspaceId = await withThree(program)
  await program.open(page, '/installed')
  await page.getByLabel('Select First').check()
  await page.getByLabel('Select Second').check()
  await page.getByRole('button', { name: 'Activate 2' }).click()
  await expect(page.getByText('2 connectors activated')).toBeVisible()
  const [first] = await program.api.connectors.list({ workspaceId })
  await program.api.connectors.remove({ workspaceId, id: first!.id })
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('1 of 2 connectors changed back')).toBeVisible()
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page.getByRole('dialog').getByText('Is not in this workspace any more')).toBeVisible()
})

test('boxes and the bar know the keys of the list, and Shift selects from box to box', async ({ page, program }) => {
  await withThree(program)
  await program.open(page, '/installed')
  const bar = (count: number) => page.getByRole('toolbar', { name: `Actions for ${count} connectors` })
  await page.getByLabel('Select First').check()
  await page.getByLabel('Select Third').click({ modifiers: ['Shift'] })
  await expect(bar(3)).toBeVisible()
  await expect(page.getByLabel('Select Second')).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(bar(3)).toBeHidden()
  await page.getByLabel('Select Second').check()
  await page.keyboard.press('ControlOrMeta+a')
  await bar(3).getByRole('button', { name: 'Activate 3' }).focus()
  await page.keyboard.press('Escape')
  await expect(bar(3)).toBeHidden()
  await expect(page.getByRole('listitem', { name: 'Second' })).toBeFocused()
  await page.evaluate(() => (document.activeElement as HTMLElement).blur())
  await page.keyboard.press('ControlOrMeta+a')
  await expect(bar(3)).toBeVisible()
})

test('a selection says how much of it is not shown, and forgets what somebody else deletes', async ({
  page,
  program,
}) => {
  const workspaceId = await withThree(program)
  await program.open(page, '/installed')
  await page.getByLabel('Select First').check()
  await page.keyboard.press('ControlOrMeta+a')
  await page.getByRole('searchbox').fill('second')
  await expect(page.getByText('3 selected 2 not shown')).toBeVisible()
  const [first] = await program.api.connectors.list({ workspaceId })
  await program.api.connectors.remove({ workspaceId, id: first!.id })
  await expect(page.getByRole('toolbar', { name: 'Actions for 2 connectors' })).toContainText('2 selected 1 not shown')
  await page.getByRole('searchbox').fill('')
  await expect(page.getByText('not shown')).toHaveCount(0)
  await expect(page.getByText('2 selected').first()).toBeVisible()
})

test('one secret is set on the selected connectors alone, after a question that names the number', async ({
  page,
  program,
}) => {
  const workspaceId = await withThree(program)
  await program.open(page, '/installed')
  await page.getByLabel('Select First').check()
  await page.getByLabel('Select Third').check()
  await page.getByRole('button', { name: 'Set a secret…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('radio', { checked: true })).toHaveCount(0)
  await dialog.getByRole('radio', { name: /Application password/ }).check()
  await dialog.getByLabel('New application password').fill('short')
  await expect(dialog.getByText(/Enter it in the form/)).toBeVisible()
  await dialog.getByLabel('New application password').fill('abcd EFGH 1234 ijkl MNOP 5678')
  await dialog.getByRole('button', { name: 'Set on 2 connectors' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Replace on 2' }).click()
  await expect(dialog.getByText('New value set')).toHaveCount(2)
  await dialog.getByRole('button', { name: 'Back' }).click()
  await expect(dialog.getByLabel('New application password')).toHaveValue('')
  // In place of a value they all take a reference to where it is kept.
  await dialog.getByRole('button', { name: 'Use a reference instead…' }).click()
  await dialog.getByLabel('New application password').fill('env:')
  await expect(dialog.getByText(/^Write op:/)).toBeVisible()
  await dialog.getByLabel('New application password').fill('env:BLOG_PASSWORD')
  await dialog.getByRole('button', { name: 'Set on 2 connectors' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Replace on 2' }).click()
  await expect(dialog.getByText('New value set')).toHaveCount(2)
  const [first] = await program.api.connectors.list({ workspaceId })
  const { secrets } = await program.api.connectors.get({ workspaceId, id: first?.id ?? '' })
  expect(secrets).toContainEqual(expect.objectContaining({ reference: 'env:BLOG_PASSWORD' }))
  expect(await page.content()).not.toContain(SECRET)
  expect(await program.api.connectors.list({ workspaceId })).toHaveLength(3)
})

test('the panel follows the arrow keys, shows settings without secrets, and Esc closes it', async ({
  page,
  program,
}) => {
  await withThree(program)
  await program.open(page, '/installed')
  await page.getByRole('searchbox').press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'Details of First' })).toBeVisible()
  await page.keyboard.press('ArrowRight')
  const panel = page.getByRole('complementary', { name: 'Details of Second' })
  await expect(panel).toBeVisible()
  await panel.getByRole('tab', { name: 'Settings' }).click()
  await expect(panel.getByText(wordpress.config.site_url)).toBeVisible()
  await expect(panel.getByText('Application password')).toBeVisible()
  await panel.getByRole('button', { name: 'Manage' }).click()
  await expect(panel.getByRole('heading', { name: 'Application password' })).toBeVisible()
  expect(await violationsOnPage(page)).toEqual([])
  expect(await page.content()).not.toContain(SECRET)
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
})

test('rows show the same connectors, are remembered, and fit a small window', async ({ page, program }) => {
  await withThree(program)
  await page.setViewportSize({ width: 800, height: 600 })
  await program.open(page, '/installed')
  await page.getByRole('button', { name: 'Rows' }).click()
  const row = page.getByRole('listitem', { name: 'First' })
  expect((await row.boundingBox())?.height).toBe(36)
  await expect(row.getByText('blog.example.com')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Rows' })).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: 'Cards', exact: true }).click()
  expect((await page.getByRole('listitem', { name: 'First' }).boundingBox())?.height).toBe(152)
})

test('a copy of a connector is made into another workspace', async ({ page, program }) => {
  await withThree(program)
  const { id: into } = await program.api.workspaces.create({ name: 'Globex' })
  await program.open(page, '/installed')
  await page.getByRole('listitem', { name: 'First' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'More for First' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Duplicate First' })
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('First 2')
  await dialog.getByLabel('Workspace').selectOption('Globex')
  await dialog.getByRole('button', { name: 'Duplicate', exact: true }).click()
  await expect(page.getByText('First was added')).toBeVisible()
  const [copy] = await program.api.connectors.list({ workspaceId: into })
  expect(copy).toMatchObject({
    name: 'First',
    status: 'inactive',
    identity: 'https://blog.example.com',
    missingSecrets: [],
  })
})
