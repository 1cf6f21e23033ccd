import { wordpress } from '../helpers/samples.ts'
import { tabTo } from '../helpers/screens/tab-to.ts'
import { expect, test } from './program.ts'

test('the focus is where work goes on: on a first or next card, in the first field of a dialog, on a card again', async ({
  page,
  program,
}) => {
  await program.open(page)
  await page.getByLabel('Name').fill('Acme')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listitem', { name: 'LinkedIn' })).toBeFocused()

  const [workspace] = await program.api.workspaces.list({})
  for (const name of ['First', 'Second'])
    await program.api.connectors.install({ workspaceId: workspace?.id ?? '', ...wordpress, name })
  await program.open(page, '/installed')
  await page.getByRole('searchbox').press('ArrowDown')
  await expect(page.getByRole('listitem', { name: 'First' })).toBeFocused()
  await page.keyboard.press('Delete')
  await page.getByRole('alertdialog', { name: 'Delete First?' }).getByRole('button', { name: 'Delete' }).press('Enter')
  await expect(page.getByRole('listitem', { name: 'Second' })).toBeFocused()
  await expect(page.getByRole('listitem', { name: 'First' })).toHaveCount(0)

  // F6 goes to the notice of that, and Escape back to where work was.
  const notices = page.getByRole('region', { name: 'Notices' })
  await page.keyboard.press('F6')
  await expect(notices).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('listitem', { name: 'Second' })).toBeFocused()
  await expect(notices.getByRole('button', { name: 'Undo' })).toBeVisible()

  // A dialog with a form starts in its first field.
  await program.open(page, '/workspace')
  for (const [item, field] of [
    ['Set a secret…', /Application password/],
    ['Restore a backup…', 'Backup file'],
  ] as const) {
    await page.getByRole('button', { name: item }).click()
    await expect(page.getByRole('dialog').getByLabel(field)).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }

  // A search announces the number of results, and showing everything puts the focus on a card.
  await program.open(page, '/catalog')
  await expect(page.getByRole('status')).toHaveText('4 cards are shown')
  await page.getByRole('searchbox').fill('wordpress')
  await expect(page.getByRole('status')).toHaveText('1 card is shown')
  await page.getByRole('searchbox').fill('nothing has this name')
  await page.getByRole('button', { name: 'Show everything' }).press('Enter')
  await expect(page.getByRole('listitem', { name: 'LinkedIn' })).toBeFocused()
})

test('Ctrl+F goes to the search and a question mark the help, except in a text field', async ({ page, program }) => {
  await program.api.workspaces.create({ name: 'Acme' })
  await program.open(page, '/catalog')
  await expect(page.getByRole('button', { name: 'Add WordPress' })).toBeVisible()
  await page.keyboard.press('Control+f')
  const search = page.getByRole('searchbox')
  await expect(search).toBeFocused()
  await page.keyboard.press('?')
  await expect(search).toHaveValue('?')
  await search.press('Escape')
  await search.press('Escape')
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Help' })
  await expect(help.getByRole('region', { name: 'The catalog' })).toContainText('Entries of your own')
  await help.getByRole('button', { name: 'First steps', exact: true }).click()
  await expect(help.getByRole('region', { name: 'First steps' })).toContainText('patchbay workspace create Acme')
  // A link leads to another page, and its picture is there without a network.
  await help.getByRole('region').getByRole('button', { name: 'Publish targets', exact: true }).click()
  await expect(help.getByRole('region', { name: 'Publish targets' })).toBeVisible()
  await help.getByRole('searchbox', { name: 'Search the help' }).fill('no_keyring')
  await help.getByRole('button', { name: 'Errors: Keys and secrets' }).click()
  await expect(help.getByRole('region', { name: 'Errors' })).toContainText('Create or unlock the login keyring.')
  await help.getByRole('button', { name: 'Keyboard shortcuts' }).click()
  await expect(help).toContainText('Show help on what you see')
  await help.getByRole('button', { name: 'About Patchbay' }).click()
  await expect(help).toContainText(/Patchbay \d+\.\d+\.\d+, (Electron [\d.]+, )?Node/)
  await expect(help.getByRole('listitem').filter({ hasText: /^react 19/ })).toBeVisible()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await help.getByRole('button', { name: 'Copy diagnostics' }).click()
  await expect(page.getByText('Diagnostics copied')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  // Over an open dialog the help is about that dialog, and what was typed into it stays.
  await page.getByRole('button', { name: 'Add WordPress' }).click()
  const form = page.getByRole('dialog', { name: 'Add WordPress' })
  const name = form.getByLabel('Name', { exact: true })
  await name.fill('Blog?')
  await page.keyboard.press('F1')
  await expect(
    help.getByRole('region', { name: 'Connectors' }).getByRole('heading', { name: 'Add one' }),
  ).toBeInViewport()
  await page.keyboard.press('Escape')
  await expect(help).toHaveCount(0)
  await expect(name).toHaveValue('Blog?')
  await form.getByRole('button', { name: 'Close' }).focus()
  await page.keyboard.press('?')
  await expect(help).toBeVisible()
})

test('the palette finds a workspace by its whole command among many others', async ({ page, program }) => {
  for (const name of ['Acme', 'Azure', 'Bazaar', 'Fizz', 'Gazette', 'Jazz', 'Lizard', 'Pizza', 'Quiz', 'Z'])
    await program.api.workspaces.create({ name })
  await program.open(page, '/installed')
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('switch to z')
  await expect(page.getByRole('option').first()).toHaveText('Switch to Z')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Workspace: Z' })).toBeVisible()
})

test('the whole flow works with the keyboard alone', async ({ page, program }) => {
  const press = (key: string) => page.keyboard.press(key)
  await program.open(page)
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused()
  await page.keyboard.type('Acme')
  await press('Enter')
  await expect(page.getByRole('tab', { name: 'Catalog', selected: true })).toBeVisible()

  // Find an entry, read what it needs, and add it.
  await expect(page.getByRole('listitem').filter({ hasText: 'LinkedIn' })).toBeVisible()
  await press('/')
  await page.keyboard.type('medum')
  await expect(page.getByRole('heading', { name: 'LinkedIn' })).toBeHidden()
  await press('Enter')
  await tabTo(page.getByRole('button', { name: 'Details of Medium' }))
  await press('Enter')
  const details = page.getByRole('dialog', { name: 'Medium' })
  await expect(details.getByText('You will need')).toBeVisible()
  await tabTo(details.getByRole('button', { name: 'Add Medium' }))
  await press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Add Medium' })
  await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused()
  await tabTo(dialog.getByRole('textbox', { name: 'Integration token' }))
  await page.keyboard.type('2f3a4b5c6d7e8f9a0b1c2d3e4f5a6b7c8d9e0f1a')
  await press('Enter')
  await expect(dialog).toBeHidden()

  // Activate it, deactivate it from the palette, and delete it.
  const card = page.getByRole('list', { name: 'Installed connectors' }).getByRole('listitem').first()
  await expect(card).toBeFocused()
  await tabTo(card.getByRole('button', { name: 'Activate Medium' }))
  await press('Enter')
  await expect(card.getByRole('button', { name: 'Deactivate Medium' })).toBeFocused()
  await press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('deactivate medium')
  await expect(page.getByRole('option').first()).toHaveText('Deactivate Medium')
  await press('Enter')
  await expect(card.getByRole('button', { name: 'Activate Medium' })).toBeVisible()
  await tabTo(card.getByRole('button', { name: 'Delete Medium' }))
  await press('Enter')
  const question = page.getByRole('dialog', { name: /^Delete Medium/ }).or(page.getByRole('alertdialog'))
  await tabTo(question.getByRole('button', { name: 'Delete' }))
  await press('Enter')
  await expect(card).toBeHidden()
})
