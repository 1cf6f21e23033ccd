import { violationsInBothThemes, violationsOnPage } from '../helpers/axe.ts'
import { asFile, entryOf } from '../helpers/catalog-entries.ts'
import { SECRET, wordpress } from '../helpers/samples.ts'
import { expect, test, type Program } from './program.ts'

async function withSamples(program: Program): Promise<string> {
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  await program.api.connectors.loadSamples({ workspaceId })
  return workspaceId
}

test('the first screen creates a workspace with sample data', async ({ page, program }) => {
  await program.open(page)
  await page.getByLabel('Name').fill('Acme')
  await page.getByLabel('Load sample data').check()
  await page.getByRole('button', { name: 'Create workspace' }).click()
  await page.getByRole('tab', { name: 'Installed' }).click()
  await expect(page.getByRole('button', { name: /^Configure Sample/ })).toHaveCount(4)
  // Connectors are there and active, so their steps are done.
  const steps = page.getByRole('region', { name: 'First steps' })
  await expect(steps.getByRole('listitem').filter({ has: page.getByRole('img', { name: 'Done:' }) })).toHaveText([
    'Add a connector',
    'Activate it',
  ])
  await expect(steps.getByRole('button', { name: 'Export', exact: true })).toBeVisible()
})

test('the checklist of a new workspace goes away once its steps are done', async ({ page, program }) => {
  await program.open(page)
  await page.getByLabel('Name', { exact: true }).fill('Acme')
  await page.getByRole('button', { name: 'Create workspace' }).click()
  const steps = page.getByRole('region', { name: 'First steps' })
  await expect(steps.getByText('0 of 4')).toBeVisible()
  expect(await violationsOnPage(page)).toEqual([])
  // Who sees the catalog needs no way there.
  const toCatalog = steps.getByRole('button', { name: 'Open the catalog' })
  await expect(toCatalog).toBeHidden()
  await page.getByRole('tab', { name: 'Installed' }).click()
  await toCatalog.click()
  await expect(page.getByRole('tab', { name: 'Catalog' })).toHaveAttribute('aria-selected', 'true')
  await expect(toCatalog).toBeHidden()
  const [workspace] = await program.api.workspaces.list({})
  const workspaceId = String(workspace?.id)
  await program.api.connectors.install({ ...wordpress, workspaceId })
  await steps.getByRole('button', { name: 'Activate' }).click()
  await expect(steps.getByText('2 of 4')).toBeVisible()
  await steps.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click()
  await expect(steps.getByText('3 of 4')).toBeVisible()
  await page.reload()
  await expect(steps.getByText('3 of 4')).toBeVisible()
  await program.api.keys.setPassphrase({ workspaceId, passphrase: 'copper lantern violet harbour' })
  await expect(steps).toBeHidden()
})

test('a catalog card shows icon, name, description, category and Add', async ({ page, program }) => {
  await withSamples(program)
  await program.open(page, '/catalog')
  const list = page.getByRole('list', { name: 'Catalog entries' })
  for (const name of ['LinkedIn', 'Medium', 'WordPress', 'X (Twitter)']) {
    const card = list.getByRole('listitem').filter({ has: page.getByRole('button', { name: `Add ${name}` }) })
    await expect(card.getByText(name, { exact: true })).toBeVisible()
    await expect(card.locator('svg').first()).toBeVisible()
    await expect(card.getByText(/^(Social|Publishing)$/)).toBeVisible()
    await expect(card.getByText(/^Publish /)).toBeVisible()
  }
})

test('an incomplete form shows messages at its fields and installs nothing', async ({ page, program }) => {
  const workspaceId = await withSamples(program)
  await program.open(page, '/catalog')
  await page.getByRole('button', { name: 'Add WordPress' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Site URL').fill('http://plain.example.com')
  await dialog.getByRole('button', { name: 'Add connector' }).click()
  const siteUrl = dialog.getByLabel('Site URL')
  await expect(siteUrl).toHaveAttribute('aria-invalid', 'true')
  await expect(siteUrl).toHaveAccessibleDescription(/Begin with https:\/\//)
  await expect(dialog.getByLabel('Username', { exact: true })).toHaveAccessibleDescription(/Enter the username/)
  expect(await program.api.connectors.list({ workspaceId })).toHaveLength(4)
})

test('a taken or missing name and mistakes in fields are shown at once, in the order of the page', async ({
  page,
  program,
}) => {
  await withSamples(program)
  await program.open(page, '/catalog')
  for (const [name, message] of [
    ['Sample: Company blog', /already/],
    ['', /Enter the name/],
  ] as const) {
    await page.getByRole('button', { name: 'Add WordPress' }).click()
    const dialog = page.getByRole('dialog')
    const field = dialog.getByLabel('Name', { exact: true })
    await field.fill(name)
    await dialog.getByRole('button', { name: 'Add connector' }).click()
    await expect(field).toHaveAccessibleDescription(message)
    await expect(field).toBeFocused()
    await expect(dialog.getByLabel('Site URL')).toHaveAccessibleDescription(/Enter the site URL/i)
    await expect(dialog.getByRole('list').first().getByRole('button')).toHaveText([
      'Name',
      'Site URL',
      'Username',
      'Application password',
    ])
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Discard' }).click()
  }
})

test('a comma adds a tag in both tag fields of a form', async ({ page, program }) => {
  await withSamples(program)
  await program.open(page, '/catalog')
  await page.getByRole('button', { name: 'Add WordPress' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^Optional settings/ }).click()
  for (const label of ['Tags', 'Default tags']) {
    const field = dialog.getByLabel(label, { exact: true })
    await field.pressSequentially('one,two,')
    await expect(field).toHaveValue('')
  }
  await expect(dialog.getByRole('button', { name: /^Remove (tag )?(one|two)$/ })).toHaveCount(4)
})

test('at 200 % zoom in a window of 800x600, a focused field is in view with its label', async ({ page, program }) => {
  await withSamples(program)
  await program.open(page, '/catalog')
  await page.getByRole('button', { name: 'Add WordPress' }).click()
  await page.setViewportSize({ width: 400, height: 300 })
  const dialog = page.getByRole('dialog')
  for (const label of ['Application password', 'Tags', 'Site URL', 'Name']) {
    await dialog.getByLabel(label, { exact: true }).focus()
    await expect(dialog.getByLabel(label, { exact: true })).toBeInViewport({ ratio: 1 })
    await expect(dialog.locator('label').getByText(label, { exact: true })).toBeInViewport({ ratio: 1 })
  }
  expect(await dialog.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
})

test('a name in use shows an error at the name, beside those of other fields', async ({ page, program }) => {
  await withSamples(program)
  await program.open(page, '/catalog')
  await page.getByRole('button', { name: 'Add Medium' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('sample: company BLOG')
  await dialog.getByLabel('Integration token', { exact: true }).fill('integration-token-0123456789')
  const name = dialog.getByLabel('Name', { exact: true })
  const tags = dialog.getByLabel('Tags', { exact: true })
  const add = dialog.getByRole('button', { name: 'Add connector' })
  await add.click()
  await expect(name).toHaveAccessibleDescription(/Choose another name/)
  await tags.fill(`${'x'.repeat(51)},`)
  await add.click()
  await expect(tags).toHaveAccessibleDescription(/Use at most 50 characters/)
  await expect(name).toHaveAccessibleDescription(/Choose another name/)
})

test('a stored secret is marked as set, never shown, and can be replaced', async ({ page, program }) => {
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  const { id } = await program.api.connectors.install({ workspaceId, ...wordpress })
  const before = await program.api.connectors.get({ workspaceId, id })
  await program.open(page, '/installed')
  await page.getByRole('button', { name: `Configure ${wordpress.name}` }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: /Replace/ })).toHaveCount(1)
  expect(await page.content()).not.toContain(SECRET)
  await dialog.getByRole('button', { name: /Replace .*Application password|Replace Application password/ }).click()
  await dialog.getByLabel('Application password', { exact: true }).fill(SECRET.toUpperCase())
  await dialog.getByRole('button', { name: 'Save changes' }).click()
  await expect(dialog).toBeHidden()
  const after = await program.api.connectors.get({ workspaceId, id })
  expect(after.config).toEqual(before.config)
  expect(after.secrets.filter(({ isSet }) => isSet)).toHaveLength(1)
})

test('a deleted connector comes back with Undo', async ({ page, program }) => {
  const workspaceId = await withSamples(program)
  await program.open(page, '/installed')
  await page.getByRole('button', { name: 'Delete Sample: Company blog' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('button', { name: 'Configure Sample: Company blog' })).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Configure Sample: Company blog' })).toBeVisible()
  expect(await program.api.connectors.list({ workspaceId })).toHaveLength(4)
})

test('another workspace shows only its own connectors', async ({ page, program }) => {
  await withSamples(program)
  await program.api.workspaces.create({ name: 'Globex' })
  await program.open(page, '/installed')
  await expect(page.getByRole('button', { name: /^Configure Sample/ })).toHaveCount(4)
  await page.getByRole('button', { name: /^Workspace: Acme/ }).click()
  await page.getByRole('menuitemradio', { name: /Globex/ }).click()
  await expect(page.getByText('No connectors yet')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Configure Sample/ })).toHaveCount(0)
})

test('every screen is accessible in light and dark', async ({ page, program }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await program.open(page)
  await expect(page.getByRole('button', { name: 'Create workspace' })).toBeVisible()
  expect(await violationsInBothThemes(page)).toEqual([])
  await withSamples(program)
  await program.open(page, '/catalog')
  await expect(page.getByRole('button', { name: 'Add WordPress' })).toBeVisible()
  await page.getByRole('button', { name: 'Add LinkedIn' }).click()
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Add connector' })).toBeVisible()
  expect(await violationsInBothThemes(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Installed' }).click()
  await expect(page.getByRole('button', { name: /^Configure Sample/ })).toHaveCount(4)
  expect(await violationsInBothThemes(page)).toEqual([])
})

test('a value that is nested too deeply is refused with a message, and the form keeps working', async ({
  page,
  program,
}) => {
  await program.api.workspaces.create({ name: 'Acme' })
  const configSchema = { type: 'object', properties: { extra: { type: 'object', title: 'Extra' } } }
  await program.api.catalog.import(asFile(entryOf('deep', { configSchema })))
  await program.open(page, '/catalog')
  await page.getByRole('button', { name: 'Add Entry deep' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Extra').fill('{"a":'.repeat(1100) + '1' + '}'.repeat(1100))
  await dialog.getByRole('button', { name: 'Add connector' }).click()
  await expect(dialog.getByRole('alert')).toContainText('The input is nested too deeply')
  await dialog.getByLabel('Extra').fill('{"a":1}')
  await dialog.getByRole('button', { name: 'Add connector' }).click()
  await expect(page.getByRole('button', { name: 'Configure Entry deep' })).toBeVisible()
})
