import { config, expect, fixture, test } from './form-test.ts'

test('Text, e-mail and links are typed into inputs of their kind and sent as text', async ({ open }) => {
  const page = await open({ schema: await fixture('text') })
  await expect(page.getByLabel('Contact')).toHaveAttribute('type', 'email')
  await expect(page.getByLabel('Site URL')).toHaveAttribute('type', 'url')
  await page.getByLabel('Name').fill('Blog')
  await page.getByLabel('Contact').fill('me@example.com')
  await page.getByLabel('Site URL').fill('https://example.com')
  await page.getByLabel('Odd').fill('x')
  expect(await config(page)).toEqual({
    name: 'Blog',
    contact: 'me@example.com',
    site_url: 'https://example.com',
    odd: 'x',
  })
})

test('Help keeps its harmless HTML, and a link opens outside', async ({ open }) => {
  const page = await open({ schema: await fixture('text') })
  const link = page.getByRole('link', { name: 'the help' })
  await expect(link).toHaveAttribute('href', 'https://example.com/help')
  await expect(link).toHaveAttribute('target', '_blank')
  await expect(link).toHaveAttribute('rel', 'noreferrer')
  await expect(page.getByLabel('Name')).toHaveAccessibleDescription('Shown in lists; see the help.')
})

test('A number is sent as a number, and other text keeps the form from being saved', async ({ open }) => {
  const page = await open({ schema: await fixture('numbers') })
  await page.getByLabel('Port').fill('8080')
  await page.getByLabel('Ratio').pressSequentially('1.50')
  await expect(page.getByLabel('Ratio')).toHaveValue('1.50')
  expect(await config(page)).toEqual({ port: 8080, ratio: 1.5 })
  await page.getByLabel('Port').fill('many')
  await page.getByLabel('Ratio').fill('')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByLabel('Port')).toHaveAccessibleDescription(/Enter a whole number such as 8080/)
  expect(await page.evaluate(() => window.submitted)).toHaveLength(1)
})

test('A required checkbox is sent as false until it is ticked', async ({ open }) => {
  const page = await open({ schema: await fixture('booleans') })
  expect(await config(page)).toEqual({ is_public: false, is_fast: true })
  await page.getByLabel('Is public').check()
  expect(await config(page)).toEqual({ is_public: true, is_fast: true })
})

test('Few values are chosen from a list, many are searched for', async ({ open }) => {
  const page = await open({ schema: await fixture('enums') })
  await page.getByLabel('Mode').selectOption('replace')
  await page.getByLabel('Level').selectOption('High')
  await page.getByRole('combobox', { name: 'Region' }).fill('on-27')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name: 'Region' })).toHaveValue('region-27')
  expect(await config(page)).toEqual({ mode: 'replace', level: 3, region: 'region-27' })
})

test('Several values are ticked, and many can be filtered', async ({ open }) => {
  const page = await open({ schema: await fixture('multi-select') })
  await page.getByLabel('write').check()
  await page.getByLabel('read').check()
  await page.getByLabel('Filter Fields').fill('17')
  await page.getByLabel('field 17').check()
  await page.getByLabel('Filter Fields').fill('')
  await page.getByLabel('field 2', { exact: true }).check()
  expect(await config(page)).toEqual({ scopes: ['read', 'write'], fields: ['field 2', 'field 17'] })
})

test('Dates and instants are stored as ISO text in UTC, in the precision that the pattern asks for', async ({
  open,
}) => {
  const page = await open({ schema: await fixture('dates') })
  await page.getByLabel('Start date').fill('2024-02-29')
  await page.getByLabel('Start at').fill('2024-02-29T10:30:00')
  await page.getByLabel('Precise at').fill('2024-02-29T10:30:05')
  expect(await config(page)).toEqual({
    start_date: '2024-02-29',
    start_at: '2024-02-29T10:30:00Z',
    precise_at: '2024-02-29T10:30:05.000Z',
  })
})

test('A stored instant that is not a date stays editable as text', async ({ open }) => {
  const page = await open({
    schema: await fixture('dates'),
    config: { start_at: 'yesterday', start_date: '2024-01-01' },
  })
  await expect(page.getByLabel('Start at')).toHaveValue('yesterday')
  expect(await config(page)).toEqual({ start_at: 'yesterday', start_date: '2024-01-01' })
})

test('Several lines are loaded from a file', async ({ open }) => {
  const page = await open({ schema: await fixture('multiline') })
  await page
    .getByLabel('File for Notes')
    .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('one\ntwo\n') })
  await expect(page.getByLabel('Notes', { exact: true })).toHaveValue('one\ntwo\n')
  await page
    .getByLabel('File for Private key')
    .setInputFiles({ name: 'key.pem', mimeType: 'text/plain', buffer: Buffer.from([0, 1, 2]) })
  await expect(page.getByText('This is not a text file')).toBeVisible()
  expect(await config(page)).toEqual({ notes: 'one\ntwo\n' })
})

test('Enter and a comma add a tag, Backspace takes it back, and pasted lines become several', async ({ open }) => {
  const page = await open({ schema: await fixture('tags') })
  const hosts = page.getByLabel('Hosts')
  await hosts.fill('a.example')
  await hosts.press('Enter')
  await hosts.pressSequentially('b,"c, d",^e{1,2}$,')
  await expect(hosts).toHaveValue('')
  await hosts.fill('f')
  await page.getByLabel('Untyped').focus()
  expect(await config(page)).toEqual({ hosts: ['a.example', 'b', 'c, d', '^e{1,2}$', 'f'] })
  await page.getByRole('button', { name: 'Remove c, d' }).click()
  await expect(hosts).toBeFocused()
  await hosts.press('Backspace')
  expect(await config(page)).toEqual({ hosts: ['a.example', 'b', '^e{1,2}$'] })
  await hosts.evaluate((field) => {
    const data = new DataTransfer()
    data.setData('text/plain', 'x\ny, z\n')
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  expect(await config(page)).toEqual({ hosts: ['a.example', 'b', '^e{1,2}$', 'x', 'y', 'z'] })
})

test('List items are added with their defaults, moved and removed', async ({ open }) => {
  const page = await open({ schema: await fixture('list') })
  const add = page.getByRole('button', { name: 'Add Server' })
  await add.press('Enter')
  await expect(page.getByLabel('Host')).toBeFocused()
  await page.keyboard.type('one')
  await add.click()
  await page.getByRole('group', { name: 'Server 2' }).getByLabel('Host').fill('two')
  await add.click()
  await expect(add).toBeDisabled()
  await page.getByRole('button', { name: 'Remove Server 3' }).click()
  await page.getByRole('button', { name: 'Move Server 2 up' }).click()
  await expect(page.getByRole('group', { name: 'Server 1' }).getByLabel('Host')).toHaveValue('two')
  expect(await config(page)).toEqual({
    servers: [
      { host: 'two', port: 5432 },
      { host: 'one', port: 5432 },
    ],
  })
})

test('A list of plain values is edited item by item', async ({ open }) => {
  const page = await open({ schema: await fixture('numbers-list'), config: { ports: [1, 2] } })
  await page.getByRole('group', { name: 'Port 2' }).getByRole('textbox').fill('22')
  expect(await config(page)).toEqual({ ports: [1, 22] })
})

test('An optional group comes with its defaults when something is typed in it, and goes when nothing is left', async ({
  open,
}) => {
  const page = await open({ schema: await fixture('groups') })
  expect(await config(page)).toEqual({ tunnel: { deep: {} } })
  await page.getByRole('button', { name: 'Optional settings' }).click()
  await page.getByLabel('Label').fill('x')
  await page.getByLabel('Port').fill('22')
  expect(await config(page)).toEqual({ tunnel: { deep: { port: 22 } }, extra: { label: 'x', size: 10 } })
  await page.getByLabel('Label').fill('')
  await page.getByLabel('Port').fill('')
  expect(await config(page)).toEqual({ tunnel: { deep: {} } })
})

test('A field that may be null is edited as its other type and left out when empty', async ({ open }) => {
  const page = await open({ schema: await fixture('nullable'), config: { name: null, count: 3 } })
  await expect(page.getByLabel('Name')).toHaveValue('')
  await page.getByLabel('Count').fill('4')
  expect(await config(page)).toEqual({ name: null, count: 4 })
})

test('A map is edited as rows, and a free object as JSON', async ({ open }) => {
  const page = await open({
    schema: await fixture('map'),
    config: { headers: { Accept: 'text/html' }, free: { a: [1] } },
  })
  await page.getByRole('button', { name: 'Add entry' }).click()
  await page.getByLabel('Name of entry 2').fill('Accept')
  await expect(page.getByText('Enter a unique name first.')).toBeVisible()
  await page.getByLabel('Name of entry 2').fill('X-Key')
  await page.getByRole('group', { name: 'X-Key' }).getByRole('textbox', { name: 'Value' }).fill('1')
  await page.getByLabel('Free').fill('{ "b": 2 }')
  expect(await config(page)).toEqual({ headers: { Accept: 'text/html', 'X-Key': '1' }, free: { b: 2 } })
  await page.getByRole('button', { name: 'Remove Accept' }).click()
  expect(await config(page)).toEqual({ headers: { 'X-Key': '1' }, free: { b: 2 } })
})

test('A recursive schema can be filled in to any depth', async ({ open }) => {
  const page = await open({ schema: await fixture('recursive') })
  await page.getByLabel('Name').fill('root')
  await page.getByRole('button', { name: 'Optional settings' }).click()
  await page.getByRole('button', { name: 'Add Child' }).click()
  await page.getByLabel('Name').nth(1).fill('child')
  expect(await config(page)).toEqual({ tree: { name: 'root', child: { name: 'child' } } })
})

test('A condition shows its fields when it holds', async ({ open }) => {
  const page = await open({ schema: await fixture('condition') })
  await expect(page.getByLabel('Signature')).toHaveCount(0)
  await page.getByLabel('Kind').selectOption('signed')
  await page.getByLabel('Signature').fill('s')
  expect(await config(page)).toEqual({ kind: 'signed', signature: 's' })
})

test('The parts of an allOf are one form', async ({ open }) => {
  const page = await open({ schema: await fixture('all-of') })
  await page.getByLabel('Host').fill('h')
  await page.getByLabel('User').fill('u')
  expect(await config(page)).toEqual({ host: 'h', user: 'u' })
})
