import { config, expect, fixture, save, test } from './form-test.ts'

const errors = {
  'config.name': ['Enter a value'],
  'config.inner.limit': ['Enter 1 or more'],
}

test('After a submit the errors are at their fields, the first field has the focus, and folds open', async ({
  open,
}) => {
  const page = await open({ schema: await fixture('optional') })
  await save(page)
  await page.evaluate((next) => window.setErrors(next), errors)
  await expect(page.getByLabel('Name')).toBeFocused()
  await expect(page.getByLabel('Name')).toHaveAccessibleDescription('Enter a value')
  await expect(page.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText('2 fields need attention')).toBeVisible()
  await expect(page.getByText('Enter 1 or more')).toBeVisible()
})

test('Text that keeps a form from being saved is corrected without losing the focus to another error', async ({
  open,
}) => {
  const schema = {
    type: 'object',
    properties: { name: { type: 'string' }, port: { type: 'integer' } },
    required: ['name', 'port'],
  }
  const page = await open({ schema, errors: { 'config.name': ['Enter a value'] } })
  const port = page.getByLabel('Port')
  await port.fill('x')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(port).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.type('yz')
  await expect(port).toHaveValue('xyz')
  await expect(port).toBeFocused()
})

test('A link of the summary opens what is folded and goes to its field', async ({ open }) => {
  const page = await open({ schema: await fixture('optional'), errors })
  const folds = page.getByRole('button', { name: /Optional settings/ })
  await folds.nth(1).click()
  await folds.first().click()
  await expect(page.getByText('Enter 1 or more')).toBeHidden()
  await page.getByRole('button', { name: 'Inner, Limit' }).click()
  await expect(page.getByText('Enter 1 or more')).toBeVisible()
  await expect(page.getByLabel('Limit').last()).toBeFocused()
})

test('Before a submit, only visited fields show errors', async ({ open }) => {
  const page = await open({ schema: await fixture('groups') })
  await page.evaluate(() =>
    window.setErrors({ 'config.tunnel.host': ['Enter a value'], 'config.tunnel.deep.port': ['Enter a value'] }),
  )
  await expect(page.getByText('Enter a value')).toHaveCount(0)
  await page.getByLabel('Host').focus()
  await page.keyboard.press('Tab')
  await expect(page.getByText('Enter a value')).toHaveCount(1)
  await expect(page.getByText('need attention')).toHaveCount(0)
})

test('Errors reach list items, choices and secrets, however deep', async ({ open }) => {
  const page = await open({
    schema: await fixture('list'),
    config: { servers: [{ host: 'a', port: 1 }] },
    errors: { 'config.servers.0.host': ['Enter a hostname'], 'config.servers.0.token': ['Enter a value'] },
  })
  await expect(page.getByLabel('Host')).toHaveAccessibleDescription('Enter a hostname')
  await expect(page.getByRole('textbox', { name: 'Token' })).toHaveAccessibleDescription('Enter a value')
  await page.getByRole('button', { name: 'Servers, 1, Token' }).click()
  await expect(page.getByRole('textbox', { name: 'Token' })).toBeFocused()
})

test('Optional settings are folded with their count; what is always shown, required or set is not', async ({
  open,
}) => {
  const page = await open({ schema: await fixture('optional') })
  await expect(page.getByLabel('Shown')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Optional settings (3)' })).toHaveAttribute('aria-expanded', 'false')
  await expect(page.getByLabel('Limit')).toHaveCount(0)
  await page.getByLabel('Name').fill('n')
  expect(await config(page)).toEqual({ name: 'n', verbose: false })
})

test('A fold is open when it holds a value of its own', async ({ open }) => {
  const page = await open({ schema: await fixture('optional'), config: { name: 'n', limit: 5 } })
  await expect(page.getByRole('button', { name: 'Optional settings (3)' })).toHaveAttribute('aria-expanded', 'true')
  await expect(page.getByLabel('Limit').first()).toHaveValue('5')
})

test('Defaults fill a new form and leave a stored config as it is', async ({ open }) => {
  const page = await open({ schema: await fixture('hidden'), config: { name: 'n' } })
  expect(await config(page)).toEqual({ name: 'n', version: 2 })
})

test('Hidden fields are not shown; their defaults and fixed values are sent', async ({ open }) => {
  const page = await open({ schema: await fixture('hidden') })
  await expect(page.getByRole('textbox')).toHaveCount(1)
  await page.getByLabel('Name').fill('n')
  expect(await config(page)).toEqual({ name: 'n', version: 2, internal: 'x' })
})

test('Fields stand in the order and the groups that the entry gives them', async ({ open }) => {
  const page = await open({ schema: await fixture('order') })
  await expect(page.locator('label')).toHaveText(['First', 'Second', 'Third'])
})

test('Groups of an entry are sections with its titles', async ({ open }) => {
  const page = await open({ schema: await fixture('sections') })
  await expect(page.getByRole('group', { name: 'Network' }).getByLabel('Host')).toBeVisible()
  await expect(page.locator('label')).toHaveText(['Plain', 'Host', 'User'])
})

test('Errors of a whole list, map, choice or group are at that field', async ({ open }) => {
  const text = { type: 'string' }
  const page = await open({
    schema: {
      type: 'object',
      required: ['hosts', 'headers', 'way', 'inner'],
      properties: {
        hosts: { type: 'array', title: 'Hosts', items: { type: 'object', properties: { name: text } } },
        headers: { type: 'object', title: 'Headers', additionalProperties: text },
        way: {
          title: 'Way',
          oneOf: [
            { type: 'object', title: 'One', properties: { a: text } },
            { ...text, title: 'Two' },
          ],
        },
        inner: { type: 'object', title: 'Inner', properties: { b: text } },
      },
    },
    errors: {
      config: ['Check all of this'],
      'config.hosts': ['Enter a value'],
      'config.headers': ['Add an entry'],
      'config.way': ['Choose a way'],
      'config.inner': ['Fill in a field'],
    },
  })
  await expect(page.getByRole('group', { name: 'Hosts' })).toHaveAccessibleDescription('Enter a value')
  await expect(page.getByRole('group', { name: 'Headers' })).toHaveAccessibleDescription('Add an entry')
  await expect(page.getByRole('group', { name: 'Way' })).toHaveAccessibleDescription('Choose a way')
  await expect(page.getByRole('group', { name: 'Inner' })).toHaveAccessibleDescription('Fill in a field')
  await expect(page.getByText('Check all of this')).toBeVisible()
  await page.getByRole('radio', { name: 'Two' }).check()
  await expect(page.getByRole('textbox', { name: 'Two' })).toHaveAccessibleDescription('Choose a way')
})

test('Errors of a tag or within a JSON value are at the field', async ({ open }) => {
  const page = await open({
    schema: {
      type: 'object',
      required: ['hosts', 'extra'],
      properties: {
        hosts: { type: 'array', title: 'Hosts', items: { type: 'string' } },
        extra: { type: 'object', title: 'Extra' },
      },
    },
    config: { hosts: ['a', 'b c'], extra: {} },
    errors: { 'config.hosts.1': ['Enter a hostname'], 'config.extra.limits.daily': ['Enter a value'] },
  })
  await expect(page.getByLabel('Hosts')).toHaveAccessibleDescription('Item 2: Enter a hostname')
  await expect(page.getByLabel('Extra')).toHaveAccessibleDescription('limits.daily: Enter a value')
  await page.getByRole('button', { name: 'Hosts, 2' }).click()
  await expect(page.getByLabel('Hosts')).toBeFocused()
})

test('The summary and the focus follow the order of the page', async ({ open }) => {
  const text = { type: 'string' }
  const page = await open({
    schema: {
      type: 'object',
      required: ['second', 'first'],
      properties: { folded: { ...text, order: 0 }, second: { ...text, order: 2 }, first: { ...text, order: 1 } },
    },
    auth: { type: 'object', required: ['token'], properties: { token: text } },
  })
  await save(page)
  const wrong = ['auth.token', 'config.folded', 'config.second', 'config.first']
  await page.evaluate((paths) => window.setErrors(Object.fromEntries(paths.map((path) => [path, ['Wrong']]))), wrong)
  await expect(page.getByLabel('First')).toBeFocused()
  await expect(page.locator('form ul').first().getByRole('button')).toHaveText(['First', 'Second', 'Folded', 'Token'])
})

test('What has to be filled in comes before what may be', async ({ open }) => {
  const text = { type: 'string' }
  const page = await open({
    schema: { type: 'object', properties: { note: text, colour: text } },
    auth: { type: 'object', required: ['token'], properties: { token: text } },
  })
  await expect(page.getByRole('button', { name: 'Optional settings (2)' })).toHaveAttribute('aria-expanded', 'false')
  await page.getByRole('textbox', { name: 'Token' }).focus()
  // The secret's own buttons, Show and the reference, stand between the two.
  for (let press = 0; press < 3; press++) await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Optional settings (2)' })).toBeFocused()
})

test('An error goes with the first change of its field and comes back with the next check', async ({ open }) => {
  const page = await open({ schema: await fixture('optional') })
  await save(page)
  const name = page.getByLabel('Name')
  await page.evaluate(() => window.setErrors({ 'config.name': ['Enter a value'] }))
  await expect(name).toHaveAccessibleDescription('Enter a value')
  await name.fill('x')
  await expect(name).not.toHaveAttribute('aria-invalid', 'true')
  await page.evaluate(() => window.setErrors({ 'config.name': ['Use at least 3 characters'] }))
  await expect(name).toHaveAccessibleDescription('Use at least 3 characters')
})

test('A bare host becomes an https address when the field is left', async ({ open }) => {
  const page = await open({ schema: { type: 'object', properties: { site: { type: 'string', format: 'uri' } } } })
  const site = page.getByLabel('Site')
  await site.fill('blog.example.com')
  await site.blur()
  await expect(site).toHaveValue('https://blog.example.com')
  await site.fill('localhost')
  await site.blur()
  await expect(site).toHaveValue('localhost')
})
