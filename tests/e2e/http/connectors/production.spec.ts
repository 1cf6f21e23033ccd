import { wordpress } from '../../../helpers/samples.ts'
import { expect, test } from '../../program.ts'

test('production asks for the name last, above what was chosen, and only where something that runs changes', async ({
  page,
  program,
}) => {
  const { api } = program
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  for (const name of ['First', 'Second'])
    await api.connectors.install({ workspaceId, ...wordpress, name, tags: ['web'] })
  await api.workspaces.setProduction({ workspaceId, isProduction: true })
  const tags = async () => (await api.connectors.list({ workspaceId })).map((card) => card.tags)
  await program.open(page, `/w/${workspaceId}/installed`)
  const bar = page.getByRole('toolbar')
  const dialog = page.getByRole('dialog')
  const question = page.getByRole('alertdialog')
  const typed = question.getByLabel('Type the name of the workspace: Acme')
  await page.getByRole('listitem', { name: 'First' }).focus()
  await page.keyboard.press('ControlOrMeta+A')

  await bar.getByRole('button', { name: 'Tag…' }).click()
  await dialog.getByLabel('Add tags').fill('prod')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Change 2 connectors' }).click()
  await expect(question).toContainText('Change tags: 2 connectors')
  await expect(typed).toBeFocused()
  await page.keyboard.press('Escape')
  // A no loses nothing of what was chosen.
  await expect(dialog.getByRole('button', { name: 'Remove tag prod' })).toBeVisible()
  expect(await tags()).toEqual([['web'], ['web']])
  await dialog.getByRole('button', { name: 'Change 2 connectors' }).click()
  await typed.fill('Acme')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect.poll(tags).toEqual([
    ['web', 'prod'],
    ['web', 'prod'],
  ])
  // Undo is what somebody meant already.
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(tags).toEqual([['web'], ['web']])

  await bar.getByRole('button', { name: 'Set expiry…' }).click()
  await dialog.getByRole('button', { name: 'Set on 2 connectors' }).click()
  await expect(question).toContainText('Set expiry: 2 connectors')
  await question.getByRole('button', { name: 'Cancel' }).click()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('button', { name: 'Manage tags…' }).click()
  await dialog.getByRole('button', { name: 'Remove the tag web' }).click()
  await expect(question).toContainText('Change tags: 2 connectors')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')

  await bar.getByRole('button', { name: 'Duplicate…' }).click()
  await dialog.getByRole('button', { name: 'Duplicate 2' }).click()
  await expect(page.getByText('2 connectors added')).toBeVisible()
  await expect(question).toBeHidden()
})

test('production asks for the name before a stored secret is replaced or cleared, of one connector too', async ({
  page,
  program,
}) => {
  const { api } = program
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const { id } = await api.connectors.install({ workspaceId, ...wordpress, name: 'Blog' })
  await api.workspaces.setProduction({ workspaceId, isProduction: true })
  const stored = async () => (await api.connectors.get({ workspaceId, id })).secrets.map(({ isSet }) => isSet)
  await program.open(page, `/w/${workspaceId}/installed`)
  const dialog = page.getByRole('dialog')
  const question = page.getByRole('alertdialog')
  await page.getByRole('listitem', { name: 'Blog' }).focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary')
  await panel.getByRole('tab', { name: 'Secrets' }).click()
  await panel.getByRole('button', { name: 'Replace' }).click()
  await dialog.getByLabel(/^New application password/i).fill('abcd EFGH 1234 ijkl MNOP 5678')
  await dialog.getByRole('button', { name: 'Set on 1 connector' }).click()
  await question.getByRole('textbox').fill('Acme')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()

  await page.getByRole('button', { name: 'Configure Blog' }).click()
  await dialog.getByRole('button', { name: 'Clear' }).click()
  await dialog.getByRole('button', { name: 'Save changes' }).click()
  await expect(question).toContainText('Clear Application password?')
  await page.keyboard.press('Escape')
  expect(await stored()).toEqual([true])
})
