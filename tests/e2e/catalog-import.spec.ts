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
  const configSchema = { type: 'object', properties: { host: { type: 'string' } }, required: ['host'] }
  const list = [
    entryOf('noted', { configSchema }),
    entryOf('mine'),
    specOf('theirs'),
    entryOf('wordpress'),
    entryOf('mine', { name: 'Twice' }),
  ]
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    dialog.getByRole('button', { name: 'Choose files…' }).click(),
  ])
  await chooser.setFiles([fileOf('list.json', list), fileOf('broken.json', '{"a": nope}')])

  const rows = dialog.getByRole('list', { name: 'Entries in the files' }).getByRole('listitem')
  await expect(rows.filter({ hasText: 'Entry mine' })).toContainText('2 fields · 1 secret')
  // What is worth knowing of an entry that is ready is no problem.
  await expect(rows.filter({ hasText: 'Entry noted' })).toContainText(/Ready.*2 notes/s)
  await expect(rows.filter({ hasText: 'Built-in key' })).toContainText('wordpress')
  await expect(rows.filter({ hasText: 'Twice' })).toContainText('Another entry in the same file has this key')
  await expect(dialog.getByText('broken.json: The file is not valid JSON (line 1, column 7)')).toBeVisible()
  await expect(dialog.getByRole('checkbox', { name: 'Import Entry wordpress' })).toBeDisabled()

  expect(await violationsInDialog(page)).toEqual([])

  await dialog.getByRole('checkbox', { name: 'Import Spec theirs' }).uncheck()
  await dialog.getByRole('checkbox', { name: 'Import Entry noted' }).uncheck()
  await dialog.getByRole('button', { name: 'Import 1 entry' }).click()
  await expect(dialog.getByText('1 entry was added', { exact: true })).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  await expect(page.getByRole('button', { name: 'Add Spec theirs' })).toBeHidden()
  await page.getByRole('button', { name: 'Details of Entry mine' }).click()
  await expect(page.getByRole('dialog').getByText(/ · imported$/)).toBeVisible()
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
  const rows = dialog.getByRole('list', { name: 'Entries in the files' }).getByRole('listitem')
  await expect(rows.first()).toHaveAttribute('aria-setsize', String(imported.length))
})

test('hundreds of entries are counted, filtered and searched, and only those in sight are there', async ({
  page,
  program,
}) => {
  await withWorkspace(program)
  await program.open(page, '/catalog')
  await page.getByRole('button', { name: 'Import…' }).click()
  const dialog = page.getByRole('dialog')
  const remark = { configSchema: { type: 'object', properties: { dsn: { type: 'string' } } } }
  const file = [
    ...Array.from({ length: 600 }, (_, index) => specOf(`source-${index}`)),
    ...Array.from({ length: 40 }, (_, index) => entryOf(`remark-${index}`, remark)),
    ...Array.from({ length: 7 }, (_, index) => entryOf(`refused-${index}`, { format: 2 })),
  ]
  await dialog.getByLabel('Catalog files').setInputFiles(fileOf('registry.json', file))
  await expect(dialog.getByRole('status').filter({ hasText: '647 entries' })).toContainText(
    '600 ready · 40 with warnings · 7 cannot be used · 600 secrets',
  )
  // The remarks of an entry are list items as well.
  const rows = dialog.getByRole('list', { name: 'Entries in the files' }).locator('> li')
  expect(await rows.count()).toBeLessThan(60)
  await dialog.getByRole('button', { name: 'Cannot be used 7' }).click()
  await expect(rows).toHaveCount(7)
  await expect(rows.first()).toContainText('newer format')
  await dialog.getByRole('button', { name: 'Ready, with warnings 40' }).click()
  await dialog.getByRole('searchbox', { name: 'Search by name or key' }).fill('remark-39')
  await expect(rows).toHaveCount(1)
  await dialog.getByRole('searchbox', { name: 'Search by name or key' }).fill('nothing like it')
  await expect(dialog.getByText('No entry matches.')).toBeVisible()
  await dialog.getByRole('searchbox', { name: 'Search by name or key' }).fill('')
  await dialog.getByRole('checkbox', { name: 'Select the 40 shown' }).uncheck()
  await expect(dialog.getByRole('button', { name: 'Import 600 entries' })).toBeVisible()
  await dialog.getByRole('button', { name: 'All 647' }).click()
  await rows.first().hover()
  await page.mouse.wheel(0, 100_000)
  await expect(rows.filter({ hasText: 'refused-6' })).toBeVisible()
  expect(await violationsInDialog(page)).toEqual([])
})

test('fields that sound like secrets have a tick that makes them some', async ({ page, program }) => {
  await withWorkspace(program)
  await program.open(page, '/catalog')
  await page.getByRole('button', { name: 'Import…' }).click()
  const dialog = page.getByRole('dialog')
  const text = { type: 'string' }
  const configSchema = { type: 'object', properties: { host: text, clientSecret: text, appToken: text, dsn: text } }
  await dialog.getByLabel('Catalog files').setInputFiles(fileOf('a.json', entryOf('mine', { configSchema })))
  const ticks = dialog.getByRole('group', { name: 'Fields of Entry mine to treat as secret' })
  await expect(ticks.getByRole('checkbox', { name: 'clientSecret' })).toBeChecked()
  await expect(ticks.getByRole('checkbox', { name: 'dsn' })).not.toBeChecked()
  await expect(dialog.getByText('4 fields · 2 secrets')).toBeVisible()
  await ticks.getByRole('checkbox', { name: 'dsn' }).check()
  await ticks.getByRole('checkbox', { name: 'appToken' }).uncheck()
  expect(await violationsInDialog(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Import 1 entry' }).click()
  await expect(dialog.getByText('1 entry was added')).toBeVisible()
  const { configSchema: stored } = await program.api.catalog.get({ key: 'mine' })
  const properties = stored['properties'] as Record<string, { writeOnly?: boolean }>
  expect(Object.keys(properties).filter((name) => properties[name]?.writeOnly)).toEqual(['clientSecret', 'dsn'])
})

test('a picture beside the file becomes the icon of its entry and of its connectors', async ({ page, program }) => {
  const workspaceId = await withWorkspace(program)
  await program.open(page, '/catalog')
  await page.getByRole('button', { name: 'Import…' }).click()
  const dialog = page.getByRole('dialog')
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script><path d="M0 0h9v9z"/></svg>'
  await dialog
    .getByLabel('Catalog files')
    .setInputFiles([
      fileOf('a.json', entryOf('mine', { icon: 'icons/mine.svg' })),
      { name: 'mine.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) },
    ])
  await dialog.getByRole('button', { name: 'Import 1 entry' }).click()
  await expect(dialog.getByText('1 entry was added')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  const { icon } = await program.api.catalog.get({ key: 'mine' })
  const drawing = Buffer.from((icon ?? '').split(',')[1] ?? '', 'base64').toString()
  expect(drawing).toContain('<path d="M0 0h9v9z"/>')
  expect(drawing).not.toContain('alert')
  await expect(page.locator('img[src^="data:image/svg+xml"]')).toHaveCount(1)
  await program.api.connectors.install({ workspaceId, catalogKey: 'mine', name: 'Blog', config: { host: 'h' } })
  const [card] = await program.api.connectors.list({ workspaceId })
  expect(card?.icon).toBe('entry:mine')
  await program.open(page, '/installed')
  await expect(page.locator('img[src^="data:image/svg+xml"]')).toHaveCount(1)
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

test('built-in entries can be neither edited nor removed, but duplicated as new ones', async ({ page, program }) => {
  await withWorkspace(program)
  await program.open(page, '/catalog')
  await page.getByRole('button', { name: 'Details of WordPress' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Add WordPress' })).toBeVisible()
  await expect(dialog.getByRole('button', { name: /^(Edit|Remove)/ })).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Duplicate as a new entry…' }).click()
  const editor = page.getByRole('dialog', { name: 'New catalog entry' })
  await expect(editor.getByLabel('Key')).toHaveValue('wordpress-copy')
  await editor.getByLabel('Name', { exact: true }).first().fill('Our press')
  await editor.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('button', { name: 'Add Our press' })).toBeVisible()
  const [copy, original] = await Promise.all(
    ['our-press', wordpress.catalogKey].map((key) => program.api.catalog.get({ key })),
  )
  expect(copy).toMatchObject({ source: 'imported', configSchema: original?.configSchema, icon: original?.icon })
})
