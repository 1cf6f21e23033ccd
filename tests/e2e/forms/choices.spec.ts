import { config, expect, fixture, save, test } from './form-test.ts'

test('Up to four branches are cards; the fixed value that names a branch is hidden and sent', async ({ open }) => {
  const page = await open({ schema: await fixture('choice-cards') })
  await expect(page.getByRole('radio')).toHaveCount(3)
  await expect(page.getByRole('radio', { name: 'Key' })).toBeChecked()
  await expect(page.getByLabel('Method', { exact: true })).toHaveCount(0)
  await page.getByRole('button', { name: 'Optional settings' }).click()
  await page.getByRole('textbox', { name: 'Label' }).fill('mine')
  await page.getByRole('textbox', { name: 'API key' }).fill('secret')
  expect(await save(page)).toEqual({
    config: { method: { method: 'key', label: 'mine' } },
    secrets: { set: { 'config.method.api_key': 'secret' }, clear: [] },
  })
})

test('The input of a branch returns when the branch is chosen again and is never sent from another one', async ({
  open,
}) => {
  const page = await open({ schema: await fixture('choice-cards') })
  await page.getByRole('textbox', { name: 'API key' }).fill('secret')
  await page.getByRole('radio', { name: 'Basic' }).check()
  expect(await config(page)).toEqual({ method: { method: 'basic', user: 'admin' } })
  await page.getByLabel('User').fill('root')
  await page.getByRole('radio', { name: 'None' }).check()
  expect(await config(page)).toEqual({ method: { method: 'none' } })
  await page.getByRole('radio', { name: 'Key' }).check()
  await expect(page.getByRole('textbox', { name: 'API key' })).toHaveValue('secret')
  await page.getByRole('radio', { name: 'Basic' }).check()
  await expect(page.getByLabel('User')).toHaveValue('root')
})

test('More branches are a list, with the description of the chosen one', async ({ open }) => {
  const page = await open({ schema: await fixture('choice-select') })
  await page.getByRole('combobox', { name: 'Format' }).selectOption('Kind 5')
  await expect(page.getByText('About kind 5')).toBeVisible()
  await page.getByLabel('Value 5').fill('x')
  expect(await config(page)).toEqual({ format: { method: 'kind5', value_5: 'x' } })
})

test('An optional choice starts without a branch and can be cleared again', async ({ open }) => {
  const page = await open({ schema: await fixture('choice-optional') })
  await page.getByLabel('Name').fill('n')
  await page.getByRole('button', { name: 'Optional settings' }).click()
  expect(await config(page)).toEqual({ name: 'n' })
  await page.getByRole('radio', { name: 'Relay' }).check()
  await page.getByLabel('URL').fill('u')
  expect(await config(page)).toEqual({ name: 'n', proxy: { method: 'relay', url: 'u' } })
  await page.getByRole('button', { name: 'Clear choice' }).click()
  expect(await config(page)).toEqual({ name: 'n' })
})

test('Branches without an object are plain values, and null as the other way means optional', async ({ open }) => {
  const page = await open({ schema: await fixture('choice-plain'), config: { limit: 'many' } })
  await expect(page.getByRole('radio', { name: 'A word' })).toBeChecked()
  await page.getByRole('radio', { name: 'A number' }).check()
  await page.getByRole('textbox', { name: 'A number' }).fill('7')
  await page.getByLabel('Note').fill('n')
  expect(await config(page)).toEqual({ limit: 7, note: 'n' })
})

test('The branch of a stored config is found, nested ones too', async ({ open }) => {
  const stored = { source: { method: 'file', format: { method: 'json' } } }
  const page = await open({ schema: await fixture('choice-nested'), config: stored })
  await expect(page.getByRole('radio', { name: 'File' })).toBeChecked()
  await expect(page.getByRole('radio', { name: 'JSON' })).toBeChecked()
  expect(await config(page)).toEqual(stored)
  await page.getByRole('radio', { name: 'CSV' }).check()
  expect(await config(page)).toEqual({ source: { method: 'file', format: { method: 'csv', delimiter: ',' } } })
})

test('The branch of stored secrets is found when every value of it is secret', async ({ open }) => {
  const { method } = (await fixture('choice-cards'))['properties'] as { method: Record<string, unknown> }
  const auth = JSON.parse(
    JSON.stringify(method).replaceAll('"type":"string"', '"type":"string","writeOnly":true'),
  ) as object
  const page = await open({
    auth: { type: 'object', required: ['login'], properties: { login: auth } },
    secrets: [
      { path: 'auth.login.user', isSet: true, updatedAt: null },
      { path: 'auth.login.api_key', isSet: true, updatedAt: null },
    ],
  })
  await expect(page.getByRole('radio', { name: 'Basic' })).toBeChecked()
  await page.getByRole('radio', { name: 'Key' }).check()
  await page.getByRole('textbox', { name: 'API key' }).fill('new')
  const { secrets } = await save(page)
  expect(secrets).toEqual({
    set: { 'auth.login.method': 'key', 'auth.login.api_key': 'new' },
    clear: ['auth.login.user'],
  })
})

test('A required choice without fixed values begins with its first branch', async ({ open }) => {
  const branch = (title: string, name: string) => ({
    title,
    type: 'object',
    required: [name],
    properties: { [name]: { type: 'string' } },
  })
  const way = { oneOf: [branch('Key', 'key'), branch('User', 'user')] }
  const page = await open({
    schema: { type: 'object', required: ['way'], properties: { way } },
    errors: { 'config.way.key': ['Enter a value'] },
  })
  await expect(page.getByRole('radio', { name: 'Key' })).toBeChecked()
  await expect(page.getByRole('textbox', { name: 'Key' })).toHaveAccessibleDescription('Enter a value')
})

test('The input of a choice within a branch returns when the branch is chosen again', async ({ open }) => {
  const page = await open({ schema: await fixture('choice-nested') })
  await page.getByRole('radio', { name: 'File' }).check()
  await page.getByRole('radio', { name: 'CSV' }).check()
  await page.getByLabel('Delimiter').fill(';')
  await page.getByRole('radio', { name: 'JSON' }).check()
  await page.getByRole('radio', { name: 'Table' }).check()
  await page.getByRole('radio', { name: 'File' }).check()
  await expect(page.getByRole('radio', { name: 'JSON' })).toBeChecked()
  await page.getByRole('radio', { name: 'CSV' }).check()
  await expect(page.getByLabel('Delimiter')).toHaveValue(';')
})

test('Stored data without a branch is kept, with its errors, until a branch is chosen', async ({ open }) => {
  const stored = { method: { method: 'token', user: 'me' } }
  const errors = { 'config.method.method': ['Choose one of: key, basic, none'] }
  const page = await open({ schema: await fixture('choice-cards'), config: stored, errors })
  for (const name of ['Key', 'Basic', 'None']) await expect(page.getByRole('radio', { name })).not.toBeChecked()
  const choice = page.getByRole('group', { name: 'Method' })
  await expect(choice.getByText('method: Choose one of: key, basic, none')).toBeVisible()
  expect(await config(page)).toEqual(stored)
  await page.getByRole('radio', { name: 'Basic' }).check()
  expect(await config(page)).toEqual({ method: { method: 'basic', user: 'admin' } })
})
