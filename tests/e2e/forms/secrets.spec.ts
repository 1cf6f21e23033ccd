import { expect, fixture, save, test } from './form-test.ts'

const updatedAt = '2020-01-01T00:00:00.000Z'
const stored = (path: string) => ({ path, isSet: true, updatedAt })

test('A new secret is typed into a hidden input that can be shown', async ({ open }) => {
  const page = await open({ schema: await fixture('secrets') })
  const key = page.getByRole('textbox', { name: 'SSH key' })
  await expect(key).toHaveAttribute('type', 'password')
  await expect(key).toHaveAttribute('autocomplete', 'new-password')
  await key.fill('k')
  await page.getByRole('button', { name: 'Show SSH key' }).click()
  await expect(key).toHaveAttribute('type', 'text')
  expect(await save(page)).toEqual({
    config: { tunnel: {} },
    secrets: { set: { 'config.tunnel.ssh_key': 'k' }, clear: [] },
  })
})

test('A stored secret is kept without being shown or named', async ({ open }) => {
  const page = await open({
    schema: await fixture('secrets'),
    config: { site: 's' },
    secrets: [stored('config.tunnel.ssh_key')],
  })
  await expect(page.getByText(/^Set · updated \d+ years ago$/)).toBeVisible()
  await expect(page.getByLabel('SSH key').and(page.locator('input'))).toHaveCount(0)
  expect(await save(page)).toEqual({
    config: { site: 's', tunnel: {} },
    secrets: { set: {}, clear: [] },
  })
})

test('A stored secret is replaced, or kept after all', async ({ open }) => {
  const page = await open({ schema: await fixture('secrets'), secrets: [stored('config.tunnel.ssh_key')] })
  await page.getByRole('button', { name: 'Replace SSH key' }).click()
  const key = page.getByRole('textbox', { name: 'SSH key' })
  await expect(key).toHaveValue('')
  await key.fill('new')
  expect((await save(page)).secrets).toEqual({ set: { 'config.tunnel.ssh_key': 'new' }, clear: [] })
  await page.getByRole('button', { name: /^Cancel/ }).click()
  expect((await save(page)).secrets).toEqual({ set: {}, clear: [] })
})

test('A stored secret is cleared, with a way back', async ({ open }) => {
  const page = await open({ schema: await fixture('secrets'), secrets: [stored(String.raw`config.dotted\.name`)] })
  await page.getByRole('button', { name: 'Clear Dotted name' }).click()
  await expect(page.getByText('Will be cleared when you save')).toBeVisible()
  expect((await save(page)).secrets).toEqual({ set: {}, clear: [String.raw`config.dotted\.name`] })
  await page.getByRole('button', { name: /^Undo/ }).click()
  expect((await save(page)).secrets).toEqual({ set: {}, clear: [] })
})

test('A secret object is entered as JSON', async ({ open }) => {
  const page = await open({ schema: await fixture('secrets') })
  await page.getByRole('button', { name: 'Optional settings' }).click()
  await page.getByLabel('Account').fill('{ "id": 1 }')
  expect(await save(page)).toEqual({
    config: { tunnel: {} },
    secrets: { set: { 'config.account': { id: 1 } }, clear: [] },
  })
})

test('Leaving a branch clears its stored secrets, and coming back keeps them', async ({ open }) => {
  const page = await open({
    schema: await fixture('choice-cards'),
    config: { method: { method: 'key', label: 'l' } },
    secrets: [stored('config.method.api_key')],
  })
  await page.getByRole('radio', { name: 'Basic' }).check()
  await expect(page.getByRole('textbox', { name: 'API key' })).toHaveValue('')
  expect(await save(page)).toEqual({
    config: { method: { method: 'basic', user: 'admin' } },
    secrets: { set: {}, clear: ['config.method.api_key'] },
  })
  await page.getByRole('radio', { name: 'Key' }).check()
  await expect(page.getByRole('button', { name: 'Replace API key' })).toBeVisible()
  expect(await save(page)).toEqual({
    config: { method: { method: 'key', label: 'l' } },
    secrets: { set: {}, clear: [] },
  })
})

const servers = { servers: ['a', 'b', 'c'].map((host) => ({ host, port: 1 })) }
const tokens = [0, 1, 2].map((at) => stored(`config.servers.${at}.token`))

test('Removing a list item gives up the stored secrets of the items that move, and says so', async ({ open }) => {
  const page = await open({ schema: await fixture('list'), config: servers, secrets: tokens })
  await expect(page.getByRole('button', { name: 'Replace Token' })).toHaveCount(3)
  await page.getByRole('button', { name: 'Remove Server 2' }).click()
  await expect(page.getByRole('button', { name: 'Replace Token' })).toHaveCount(1)
  await expect(page.getByText('Enter this secret again')).toHaveCount(1)
  const { secrets } = await save(page)
  expect(secrets).toEqual({ set: {}, clear: ['config.servers.1.token', 'config.servers.2.token'] })
})

test('A typed secret moves with its list item, a stored one never reaches another', async ({ open }) => {
  const page = await open({ schema: await fixture('list'), config: servers, secrets: tokens })
  await page.getByRole('group', { name: 'Server 3' }).getByRole('button', { name: 'Replace Token' }).click()
  await page.getByRole('textbox', { name: 'Token' }).fill('typed')
  await page.getByRole('button', { name: 'Move Server 3 up' }).click()
  const { secrets } = await save(page)
  expect(secrets).toEqual({ set: { 'config.servers.1.token': 'typed' }, clear: ['config.servers.2.token'] })
})

test('The focus follows from Replace to the input, and back', async ({ open }) => {
  const page = await open({ schema: await fixture('secrets'), secrets: [stored('config.tunnel.ssh_key')] })
  await page.getByRole('button', { name: 'Replace SSH key' }).press('Enter')
  await expect(page.getByRole('textbox', { name: 'SSH key' })).toBeFocused()
  await page.getByRole('button', { name: /^Cancel/ }).press('Enter')
  await expect(page.getByRole('button', { name: 'Replace SSH key' })).toBeFocused()
  await page.getByRole('button', { name: 'Clear SSH key' }).press('Enter')
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeFocused()
})

test('Secrets stored under names of a map are shown, kept, and cleared with their name', async ({ open }) => {
  const page = await open({
    schema: await fixture('map-secrets'),
    secrets: [stored('config.keys.eu'), stored('config.keys.us')],
  })
  await expect(page.getByRole('button', { name: /^Replace/ })).toHaveCount(2)
  expect((await save(page)).secrets).toEqual({ set: {}, clear: [] })
  await page.getByRole('button', { name: 'Remove eu' }).click()
  await page.getByLabel('Name of entry 1').fill('asia')
  await page.getByRole('group', { name: 'asia' }).locator('input[type=password]').fill('new')
  expect((await save(page)).secrets).toEqual({
    set: { 'config.keys.asia': 'new' },
    clear: ['config.keys.eu', 'config.keys.us'],
  })
})

test('A secret that is a choice as a whole shows the choice and one hidden input', async ({ open }) => {
  const credential = {
    title: 'Credential',
    writeOnly: true,
    oneOf: [
      { type: 'string', title: 'Token', writeOnly: true },
      { type: 'object', title: 'Key pair', properties: { kind: { const: 'pair' }, private: { type: 'string' } } },
    ],
  }
  const page = await open({ schema: { type: 'object', required: ['credential'], properties: { credential } } })
  await page.getByLabel('Credential', { exact: true }).and(page.locator('input')).fill('t')
  expect((await save(page)).secrets.set).toEqual({ 'config.credential': 't' })
  await page.getByRole('radio', { name: 'Key pair' }).check()
  expect((await save(page)).secrets.set).toEqual({})
  await page.getByRole('textbox', { name: 'Credential' }).fill('{ "kind": "pair", "private": "p" }')
  expect(await save(page)).toEqual({
    config: {},
    secrets: { set: { 'config.credential': { kind: 'pair', private: 'p' } }, clear: [] },
  })
})
