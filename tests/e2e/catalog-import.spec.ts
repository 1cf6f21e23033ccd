import { violationsInDialog } from '../helpers/axe.ts'
import { asFile, entryOf, specOf } from '../helpers/catalog-entries.ts'
import { wordpress } from '../helpers/samples.ts'
import { expect, test, type Program } from './program.ts'

const fileOf = (name: string, json: unknown) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(typeof json === 'string' ? json : JSON.stringify(json)),
})

async function withWorkspace(program: Program): Promise<string> {
  return (await program.api.workspaces.create({ name: 'Acme' })).id
}

test('the chosen entries of the files are imported after a preview', async ({ page, program }) => {
  await withWorkspace(program)
  await program.open(page, '/catalog')
  await page.getByRole('button', { name: 'Import…' }).click()
  const dialog = page.getByRole('dialog')
  const list = [entryOf('mine'), specOf('theirs'), entryOf('wordpress'), entryOf('mine', { name: 'Twice' })]
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    dialog.getByRole('button', { name: 'Choose files…' }).click(),
  ])
  await chooser.setFiles([fileOf('list.json', list), fileOf('broken.json', '{"a": nope}')])

  const rows = dialog.getByRole('list', { name: 'Entries in the files' }).getByRole('listitem')
  await expect(rows.filter({ hasText: 'Entry mine' })).toContainText('2 fields · 1 secret')
  await expect(rows.filter({ hasText: 'Built-in key' })).toContainText('wordpress')
  await expect(rows.filter({ hasText: 'Twice' })).toContainText('Another entry in the same file has this key')
  await expect(dialog.getByText('broken.json: The file is not valid JSON (line 1, column 7)')).toBeVisible()
  await expect(dialog.getByRole('checkbox', { name: 'Import Entry wordpress' })).toBeDisabled()

  expect(await violationsInDialog(page)).toEqual([])

  await dialog.getByRole('checkbox', { name: 'Import Spec theirs' }).uncheck()
  await dialog.getByRole('button', { name: 'Import 1 entry' }).click()
  await expect(dialog.getByText('1 entry was added and 0 replaced')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  const card = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Add Entry mine' }) })
  await expect(card.getByText('Imported')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add Spec theirs' })).toBeHidden()
})

test('a JSON Schema without a name asks for one', async ({ page, program }) => {
  await withWorkspace(program)
  await program.open(page, '/catalog')
  await page.getByRole('button', { name: 'Import…' }).click()
  const dialog = page.getByRole('dialog')
  const schema = { type: 'object', properties: { a: { type: 'string' } } }
  await dialog.getByLabel('Catalog files').setInputFiles(fileOf('my-service.schema.json', schema))
  await expect(dialog.getByLabel('Key')).toHaveValue('my-service')
  await dialog.getByLabel('Name').fill('The service')
  await dialog.getByRole('button', { name: 'Check' }).click()
  await dialog.getByRole('button', { name: 'Import 1 entry' }).click()
  await expect(dialog.getByText('1 entry was added')).toBeVisible()
  expect(await program.api.catalog.get({ key: 'my-service' })).toMatchObject({ name: 'The service' })
})

test('a file that is dropped on the window is previewed', async ({ page, program }) => {
  await withWorkspace(program)
  await program.open(page, '/catalog')
  await expect(page.getByRole('button', { name: 'Add WordPress' })).toBeVisible()
  const dataTransfer = await page.evaluateHandle(
    (text) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([text], 'dropped.json', { type: 'application/json' }))
      return transfer
    },
    JSON.stringify(entryOf('dropped')),
  )
  await page.dispatchEvent('body', 'dragover', { dataTransfer })
  await expect(page.getByText('Drop catalog files to import them')).toBeVisible()
  await page.dispatchEvent('body', 'drop', { dataTransfer })
  await expect(page.getByRole('dialog').getByRole('checkbox', { name: 'Import Entry dropped' })).toBeChecked()
})

test('a large import shows its progress, can be stopped, and the screen keeps working', async ({ page, program }) => {
  await withWorkspace(program)
  await program.open(page, '/catalog')
  await page.getByRole('button', { name: 'Import…' }).click()
  const dialog = page.getByRole('dialog')
  const file = { sources: Array.from({ length: 400 }, (_, index) => ({ ...specOf(`source-${index}`) })) }
  await dialog.getByLabel('Catalog files').setInputFiles(fileOf('registry.json', file))
  await dialog.getByRole('button', { name: 'Import 400 entries' }).click()
  await expect(dialog.getByRole('progressbar')).toHaveAttribute('max', '400')
  await dialog.getByRole('button', { name: 'Stop' }).click()
  await expect(dialog.getByText('Stopped.')).toBeVisible()
  const cards = await program.api.catalog.list({})
  const imported = cards.filter(({ source }) => source === 'imported')
  expect(imported.length).toBeLessThan(400)
  await expect(dialog.getByRole('list', { name: 'Entries in the files' }).getByRole('listitem')).toHaveCount(
    imported.length,
  )
})

test('an imported entry is removed, unless connectors use it', async ({ page, program }) => {
  const workspaceId = await withWorkspace(program)
  await program.api.catalog.import(asFile([entryOf('used'), entryOf('free')]))
  await program.api.connectors.install({ workspaceId, catalogKey: 'used', name: 'Blog', config: { host: 'h' } })
  await program.open(page, '/catalog')
  const remove = async (name: string) => {
    await page.getByRole('button', { name: `Details of ${name}` }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: `Remove ${name}` })
      .click()
  }
  await remove('Entry used')
  const inUse = page.getByRole('dialog', { name: 'Entry used is in use' })
  await expect(inUse).toContainText('Acme')
  await expect(inUse).toContainText('Blog')
  await page.keyboard.press('Escape')
  await remove('Entry free')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('button', { name: 'Add Entry free' })).toBeHidden()
  // The card disappears at once, the entry only after the reply.
  await expect.poll(async () => (await program.api.catalog.list({})).map(({ key }) => key)).not.toContain('free')
})

test('built-in entries can be neither edited nor removed', async ({ page, program }) => {
  await withWorkspace(program)
  await program.open(page, '/catalog')
  await page.getByRole('button', { name: 'Details of WordPress' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Add WordPress' })).toBeVisible()
  await expect(dialog.getByRole('button', { name: /^(Edit|Remove)/ })).toHaveCount(0)
  expect(wordpress.catalogKey).toBe('wordpress')
})
