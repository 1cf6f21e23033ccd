import { violationsInDialog } from '../helpers/axe.ts'
import { asFile, entryOf } from '../helpers/catalog-entries.ts'
import { expect, test } from './program.ts'

test('a new entry is edited beside its lint results and its form', async ({ page, program }) => {
  await program.api.workspaces.create({ name: 'Acme' })
  await program.open(page, '/catalog')
  await page.getByRole('button', { name: 'New entry…' }).click()
  const dialog = page.getByRole('dialog')
  const schema = dialog.getByLabel('Config schema as JSON')
  const lint = dialog.getByRole('region', { name: 'Check' })
  const form = dialog.getByRole('region', { name: 'Preview of the form' })
  await dialog.getByLabel('Name', { exact: true }).fill('My service')
  await dialog.getByLabel('Key', { exact: true }).fill('wordpress')
  await expect(dialog.getByText('Another entry has this key')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Save entry' })).toBeDisabled()
  await dialog.getByLabel('Key', { exact: true }).fill('my-service')
  await expect(lint.getByText('No problems.')).toBeVisible()

  await schema.fill('{"type": "object", "properties": {')
  await expect(lint.getByText('The config schema is not valid JSON (line 1)')).toBeVisible()
  await expect(schema).toHaveAttribute('aria-invalid', 'true')
  await expect(form.getByLabel('Host')).toBeVisible()

  const draft = {
    type: 'object',
    required: ['region'],
    properties: {
      region: { type: 'string', title: 'Region', pattern: '(' },
      token: { type: 'string', writeOnly: true },
    },
  }
  await schema.fill(JSON.stringify(draft, null, 2))
  await expect(form.getByLabel('Region')).toBeVisible()
  await lint.getByRole('button', { name: 'configSchema.properties.region.pattern' }).click()
  await expect(schema).toBeFocused()
  const selected = await schema.evaluate((field: HTMLTextAreaElement) =>
    field.value.slice(field.selectionStart, field.selectionEnd),
  )
  expect(selected).toContain('"pattern"')

  expect(await violationsInDialog(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save entry' }).click()
  await expect(page.getByRole('button', { name: 'Add My service' })).toBeVisible()
  const { configSchema } = await program.api.catalog.get({ key: 'my-service' })
  expect(configSchema).toMatchObject({ required: ['region'], properties: { token: { writeOnly: true } } })
})

test('editing an imported entry makes its connectors outdated, and saving the new fields updates them', async ({
  page,
  program,
}) => {
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  await program.api.catalog.import(asFile(entryOf('mine')))
  const config = { host: 'example.com', token: 'a-secret-token' }
  const { id } = await program.api.connectors.install({ workspaceId, catalogKey: 'mine', name: 'Blog', config })
  await program.open(page, '/catalog')
  await page.getByRole('button', { name: 'Details of Entry mine' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Edit Entry mine' }).click()
  const dialog = page.getByRole('dialog')
  const schema = dialog.getByLabel('Config schema as JSON')
  const text = await schema.inputValue()
  const json = JSON.parse(text) as { required: string[]; properties: Record<string, unknown> }
  json.required.push('port')
  json.properties['port'] = { type: 'integer', title: 'Port' }
  await schema.fill(JSON.stringify(json))
  await dialog.getByRole('button', { name: 'Format' }).click()
  await expect(schema).toHaveValue(JSON.stringify(json, null, 2))
  await dialog.getByLabel('Version').fill('2.0.0')
  await dialog.getByRole('button', { name: 'Save entry' }).click()
  await expect(dialog).toBeHidden()

  await page.getByRole('tab', { name: 'Installed' }).click()
  await page.goto(`${page.url()}?outdated=1`)
  await expect(page.getByRole('button', { name: /^Configure / })).toHaveCount(1)
  await page.getByRole('button', { name: 'Remove the filter Outdated' }).click()
  await page.getByRole('button', { name: /^Blog: .*1 setting is outdated/ }).click()
  await expect(dialog).toContainText('from version 1.0.0 to 2.0.0')
  await expect(dialog.getByLabel('Host')).toHaveCount(0)
  const port = dialog.getByLabel('Port')
  await expect(port).toHaveAccessibleDescription(/Enter the port/)
  await port.fill('443')
  await expect(port).not.toHaveAttribute('aria-invalid', 'true')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: /is outdated/ })).toBeHidden()
  const connector = await program.api.connectors.get({ workspaceId, id })
  expect(connector).toMatchObject({ config: { host: 'example.com', port: 443 }, catalogVersion: '2.0.0', attention: 0 })
  expect(connector.secrets).toMatchObject([{ path: 'config.token', isSet: true }])
})

test('stored secrets whose places a new version moved are carried over, and one without a place is named', async ({
  page,
  program,
}) => {
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  const secret = (title: string) => ({ type: 'string', title, writeOnly: true })
  const branch = (kind: string, title: string, properties: object) => ({
    ...{ type: 'object', title, required: ['kind', ...Object.keys(properties)] },
    properties: { kind: { const: kind }, ...properties },
  })
  const versionOf = (version: string, properties: object, required: string[] = []) =>
    asFile(entryOf('mine', { version, configSchema: { type: 'object', required, properties } }))
  const host = { type: 'string', title: 'Host' }
  const first = { host, api_key: secret('API key'), pin: secret('PIN'), code: secret('Code') }
  await program.api.catalog.import(versionOf('1.0.0', first))
  const config = { host: 'example.com', api_key: 'a-secret-key', pin: '1234', code: '5678' }
  const { id } = await program.api.connectors.install({ workspaceId, catalogKey: 'mine', name: 'Blog', config })
  const login = {
    title: 'Login',
    oneOf: [
      branch('pair', 'Username and password', { password: secret('Password') }),
      branch('key', 'API key', { api_key: secret('API key') }),
    ],
  }
  await program.api.catalog.import(versionOf('2.0.0', { host, login }, ['login']))

  await program.open(page, '/installed')
  await page.getByRole('button', { name: /^Blog: .*outdated|^Blog: .*missing/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('config.api_key → config.login.api_key')).toBeVisible()
  await expect(dialog.getByText('2 stored secrets have no place any more.')).toBeVisible()
  await expect(dialog.getByText('config.pin')).toBeVisible()
  await expect(dialog.getByRole('radio', { name: 'API key' })).toBeChecked()
  await expect(dialog.getByRole('button', { name: 'Replace API key' })).toBeVisible()
  expect(await violationsInDialog(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(dialog).toBeHidden()
  const connector = await program.api.connectors.get({ workspaceId, id })
  expect(connector).toMatchObject({ config: { host: 'example.com', login: { kind: 'key' } }, secretsWithoutPlace: [] })
  expect(connector.secrets).toMatchObject([{ path: 'config.login.api_key', isSet: true }])
})
