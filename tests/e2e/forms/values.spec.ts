import type { Page } from '@playwright/test'
import { violationsOnPage } from '../../helpers/axe.ts'
import { valueCases } from '../../fixtures/schemas/values.ts'
import { times } from '../../helpers/long.ts'
import { schemasOf } from '../../unit/main/schemas/support.ts'
import { config, expect, save, test } from './form-test.ts'

type Json = Record<string, unknown>

const text = { type: 'string' }
const object = (properties: object, more: object = {}): Json => ({ type: 'object', properties, ...more })

/** The schema as the catalog stores it, with one more field for a change that touches nothing else. */
const stored = (schema: object): Json => {
  const { properties } = schema as { properties?: object }
  return schemasOf({ ...schema, properties: { ...properties, note_beside: text } }).configSchema
}

/** A group of fields by its legend, which may say that it is optional. */
const groupOf = (page: Page, name: string) => page.getByRole('group', { name: new RegExp(`^${name}( optional)?$`) })

const openFolds = async (page: Page) => {
  const folds = page.locator('button[aria-expanded=false]')
  while ((await folds.count()) > 0) await folds.first().click()
}

for (const { name, schema, valid = [] } of valueCases) {
  test(`Of ${name}, what is stored stays as it is when another field changes`, async ({ open, page: blank }) => {
    // A page is opened for some values; all of them are tried without one in tests/integration/values.
    const every = Math.ceil(valid.length / times(3, 12))
    for (const before of valid.filter((_, at) => at % every === 0)) {
      const page = await open({ schema: stored(schema), config: before as Json, isNew: false })
      await openFolds(page)
      await page.getByLabel('Note beside').fill('changed')
      expect(JSON.stringify(await config(page))).toBe(JSON.stringify({ ...before, note_beside: 'changed' }))
    }
    expect(await violationsOnPage(blank)).toEqual([])
  })
}

test('An emptied field that may be null is null where it is required, and as it was where it is not', async ({
  open,
}) => {
  const schema = object(
    { limit: { type: ['number', 'null'] }, word: { type: ['string', 'null'] }, more: { type: ['string', 'null'] } },
    { required: ['limit'] },
  )
  const page = await open({ schema, config: { limit: null, word: null } })
  await openFolds(page)
  await expect(page.getByLabel('Limit')).toHaveAccessibleDescription('null')
  for (const field of ['Limit', 'Word', 'More']) await page.getByLabel(field).fill('5')
  expect(await config(page)).toEqual({ limit: 5, word: '5', more: '5' })
  for (const field of ['Limit', 'Word', 'More']) await page.getByLabel(field).fill('')
  expect(await config(page)).toEqual({ limit: null, word: null })
})

test('A group that may be null is entered, set to null and left out', async ({ open }) => {
  const schema = object({ proxy: { type: ['object', 'null'], properties: { host: text } } })
  const page = await open({ schema, config: { proxy: null } })
  await page.getByRole('button', { name: 'Enter a value: Proxy' }).click()
  await expect(page.getByLabel('Host')).toBeFocused()
  await page.getByLabel('Host').fill('h')
  expect(await config(page)).toEqual({ proxy: { host: 'h' } })
  await page.getByRole('button', { name: 'Set to null: Proxy' }).click()
  await expect(page.getByRole('button', { name: 'Enter a value: Proxy' })).toBeFocused()
  expect(await config(page)).toEqual({ proxy: null })
  await page.getByRole('button', { name: 'Leave out: Proxy' }).click()
  expect(await config(page)).toEqual({})
})

test('The focus goes to what takes the place of a value that was entered, left out or set to null', async ({
  open,
}) => {
  const schema = object({
    proxy: object({ host: text }),
    server: object({ port: text }),
    words: { type: ['array', 'null'], items: text },
  })
  const page = await open({ schema, config: { proxy: 'old', server: 5, words: ['a'] } })
  await page.getByRole('button', { name: 'Enter a value: Proxy' }).click()
  await expect(page.getByLabel('Host')).toBeFocused()
  await page.getByRole('button', { name: 'Leave out: Server' }).click()
  await expect(page.getByLabel('Port')).toBeFocused()
  await page.getByRole('button', { name: 'Set to null: Words' }).click()
  await expect(page.getByLabel('Words')).toBeFocused()
  expect(await config(page)).toEqual({ proxy: {}, words: null })
})

test('A required choice that may be null is entered and set to null', async ({ open }) => {
  const way = (kind: string) => object({ kind: { const: kind }, [kind]: text }, { title: kind, required: ['kind'] })
  const schema = object({ login: { anyOf: [way('key'), way('user'), { type: 'null' }] } }, { required: ['login'] })
  const page = await open({ schema, config: { login: null } })
  await page.getByRole('button', { name: 'Enter a value: Login' }).click()
  await page.getByRole('radio', { name: 'user' }).check()
  expect(await config(page)).toEqual({ login: { kind: 'user' } })
  await page.getByRole('button', { name: 'Set to null: Login' }).click()
  expect(await config(page)).toEqual({ login: null })
})

test('A flag that is not set differs from one that says no, and can be unset again', async ({ open }) => {
  const schema = object({ plain: { type: 'boolean' }, verify: { type: ['boolean', 'null'] } })
  const page = await open({ schema, config: { verify: null } })
  const plain = page.getByRole('checkbox', { name: 'Plain' })
  await expect(plain).toHaveAccessibleDescription('not set')
  await expect(page.getByRole('checkbox', { name: 'Verify' })).toHaveAccessibleDescription('null')
  await plain.check()
  expect(await config(page)).toEqual({ verify: null, plain: true })
  await plain.uncheck()
  await expect(plain).toHaveAccessibleDescription('')
  expect(await config(page)).toEqual({ verify: null, plain: false })
  await page.getByRole('button', { name: 'Clear: Plain' }).click()
  await expect(plain).toBeFocused()
  expect(await config(page)).toEqual({ verify: null })
})

test('Any value is written as JSON', async ({ open }) => {
  const page = await open({ schema: object({ value: { title: 'Value' }, list: { type: 'array' } }) })
  await page.getByLabel('Value').fill('{"a": [1, null]}')
  await page.getByLabel('List').fill('[1, true, {"a": 1}]')
  expect(await config(page)).toEqual({ value: { a: [1, null] }, list: [1, true, { a: 1 }] })
  await page.getByLabel('Value').fill('null')
  await page.getByLabel('List').fill('')
  expect(await config(page)).toEqual({ value: null })
})

test('A field of several types keeps its type, and the person chooses another', async ({ open }) => {
  const schema = object({
    command: { type: ['string', 'array'], items: text },
    port: { type: ['integer', 'string'] },
    verify: { type: ['boolean', 'string'] },
    tls: { type: ['boolean', 'object'], properties: { ca: text } },
    limit: { type: ['integer', 'boolean'] },
  })
  const before = { command: ['run', '-a'], port: 8080, verify: true, tls: { ca: 'x' }, limit: false }
  const page = await open({ schema, config: before })
  const kind = (field: string, type: string) => groupOf(page, field).getByRole('radio', { name: type })
  await expect(kind('Port', 'Whole number')).toBeChecked()
  await page.getByRole('group', { name: 'Whole number' }).getByRole('textbox').fill('8081')
  await page.getByLabel('Ca').fill('y')
  await groupOf(page, 'Verify').getByRole('checkbox').uncheck()
  expect(await config(page)).toEqual({ ...before, port: 8081, verify: false, tls: { ca: 'y' } })
  await kind('Limit', 'Whole number').check()
  await groupOf(page, 'Limit').getByRole('textbox').fill('4')
  await kind('Port', 'Text').check()
  await groupOf(page, 'Port').getByRole('textbox').fill('http')
  expect(await config(page)).toMatchObject({ limit: 4, port: 'http', command: ['run', '-a'] })
})

const KEY = '-----BEGIN TEST KEY-----\nQUJD\nREVG\n-----END TEST KEY-----\n'

/** Pastes as a person does, from a clipboard that holds the text. */
const paste = async (page: Page, label: string, pasted: string) => {
  const field = page.getByLabel(label, { exact: true })
  await field.focus()
  await field.evaluate((element, content) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', content)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, pasted)
}

test('Text of several lines that is pasted into one line keeps its lines, and so does a stored one', async ({
  open,
}) => {
  const schema = object({ private_key: { ...text, writeOnly: true }, certificate: text, stored: text })
  const page = await open({ schema, config: { stored: 'a\r\nb' } })
  await paste(page, 'Private key', KEY)
  await expect(page.getByLabel('Private key', { exact: true })).toBeFocused()
  await paste(page, 'Certificate', KEY)
  await page.getByLabel('Stored', { exact: true }).fill('a\nb\nc')
  expect(await save(page)).toMatchObject({
    config: { certificate: KEY, stored: 'a\r\nb\r\nc' },
    secrets: { set: { 'config.private_key': KEY } },
  })
})

test('Text of several lines that is dropped on one line is added with its lines', async ({ open }) => {
  const page = await open({ schema: object({ private_key: { ...text, writeOnly: true } }) })
  const field = page.getByLabel('Private key', { exact: true })
  await field.fill('# ')
  await field.evaluate((element, content) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.setData('text/plain', content)
    element.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
  }, KEY)
  await expect(field).toHaveValue(`# ${KEY}`)
  await expect(field).toBeFocused()
  expect(await save(page)).toMatchObject({ secrets: { set: { 'config.private_key': `# ${KEY}` } } })
})

test('Each value of a ticked list has its description', async ({ open }) => {
  const items = { enum: ['read', 'write'], enumDescriptions: ['Reads **posts**', 'Writes posts'] }
  const page = await open({ schema: object({ scopes: { type: 'array', title: 'Scopes', uniqueItems: true, items } }) })
  await expect(page.getByText('Reads posts')).toBeVisible()
  await expect(page.getByRole('checkbox', { name: 'read' })).toHaveAccessibleDescription('Reads posts')
  await page.getByRole('checkbox', { name: 'write' }).check()
  await expect(page.getByRole('checkbox', { name: 'write' })).toHaveAccessibleDescription('Writes posts')
})

test('An instant that is edited keeps its offset and its part of a second', async ({ open }) => {
  const at = { ...text, format: 'date-time' }
  const schema = object({ start: at, exact: { ...at, pattern: String.raw`^[0-9T:-]+\.[0-9]{6}Z$` } })
  const page = await open({ schema, config: { start: '2024-05-01T12:00:00.123456+02:00' } })
  await page.getByLabel('Start').fill('2024-05-02T13:00:00')
  await page.getByLabel('Exact').fill('2024-05-02T13:00:05')
  expect(await config(page)).toEqual({
    start: '2024-05-02T13:00:00.123456+02:00',
    exact: '2024-05-02T13:00:05.000000Z',
  })
})

test('An optional fixed value is asked for and never set unasked', async ({ open }) => {
  const schema = object({
    accept_risk: { const: true },
    tls: object({ insecure: { const: true }, ca: text }),
    name_tag: text,
  })
  const page = await open({ schema })
  await page.getByLabel('Name tag').fill('x')
  await page.getByLabel('Ca').fill('y')
  expect(await config(page)).toEqual({ tls: { ca: 'y' }, name_tag: 'x' })
  await page.getByLabel('Accept risk').selectOption('true')
  expect(await config(page)).toMatchObject({ accept_risk: true })
})

test('No two values to choose from read the same', async ({ open }) => {
  const values = [1, '1', true, 'true', null, 'null', 'None', '']
  const page = await open({ schema: object({ v: { enum: values } }), config: { v: '1' } })
  const labels = await page.getByLabel('V').locator('option').allTextContents()
  expect(new Set(labels).size).toBe(labels.length)
  for (const [at, value] of values.entries()) {
    await page.getByLabel('V').selectOption({ value: String(at) })
    expect(await config(page)).toEqual({ v: value })
  }
})

test('Text that stands for no value says so at its field and is not saved', async ({ open }) => {
  const page = await open({
    schema: object({ port: { type: 'integer' }, either: { type: ['integer', 'string'] }, any: {} }),
  })
  await page.getByLabel('Port').fill('1285704473650888702')
  await page.getByLabel('Any').fill('{"a": }')
  await page.getByLabel('Any').blur()
  await expect(page.getByLabel('Port')).toHaveAccessibleDescription(/would not be kept exactly/)
  await expect(page.getByLabel('Any')).toHaveAccessibleDescription(/line 1, column 7/)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByLabel('Port')).toBeFocused()
  expect(await page.evaluate(() => window.submitted)).toEqual([])
})

test('Entries beside the fields of a group are shown, edited, added and removed', async ({ open }) => {
  const schema = object({
    headers: object({ accept: text }, { additionalProperties: text }),
    env: object({ path: text }, { patternProperties: { '^X_': text }, additionalProperties: false }),
  })
  const before = { headers: { accept: 'a', other: 'b' }, env: { path: 'p', X_A: '1' } }
  const page = await open({ schema, config: before })
  await expect(page.getByLabel('Name of entry 1').first()).toHaveValue('other')
  await page.getByRole('group', { name: 'other' }).getByRole('textbox').last().fill('c')
  await page.getByRole('button', { name: 'Remove X_A' }).click()
  await page.getByRole('button', { name: 'Add entry' }).first().click()
  await page.getByLabel('Name of entry 2').fill('more')
  await page.getByRole('group', { name: 'more' }).getByRole('textbox').last().fill('d')
  await page.getByLabel('Accept').fill('e')
  expect(await config(page)).toEqual({ headers: { accept: 'e', other: 'c', more: 'd' }, env: { path: 'p' } })
  expect(await violationsOnPage(page)).toEqual([])
})

test('A field that is read only is shown and cannot be changed', async ({ open }) => {
  const page = await open({ schema: object({ id: { ...text, readOnly: true }, name: text }), config: { id: 'abc' } })
  await expect(page.getByLabel('Id')).toHaveValue('abc')
  await expect(page.getByLabel('Id')).toBeDisabled()
  await page.getByLabel('Name').fill('x')
  expect(await config(page)).toEqual({ id: 'abc', name: 'x' })
})
