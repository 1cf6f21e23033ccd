import { expect, type Page, test } from '@playwright/test'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { wordpress } from '../../helpers/samples.ts'
import { createTestApp, resources } from '../../helpers/test-app.ts'

const SECRET = 'abcd EFGH 1234 ijkl MNOP 9876'

test('two people change one connector, and the second decides field by field, with nothing lost', async ({
  browser,
  page,
}) => {
  const { app, api, clock } = createTestApp()
  const { rendererDir, version } = resources
  const host = await startHttpHost({ app, rendererDir, port: 0, version })
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const { id } = await api.connectors.install({ workspaceId, ...wordpress })
  const stored = () => api.connectors.get({ workspaceId, id })
  const other = await (await browser.newContext()).newPage()
  const form = async (on: Page) => {
    await on.goto(host.oneTimeUrl().replace('/#', '/installed#'))
    await on.getByRole('button', { name: `Configure ${wordpress.name}` }).click()
    return on.getByRole('dialog')
  }
  const [theirs, mine] = [await form(other), await form(page)]

  await mine.getByLabel('Site URL').fill('https://mine.example.com')
  await mine
    .getByRole('button', { name: /Application password/ })
    .first()
    .click()
  await mine.getByLabel('Application password').first().fill(SECRET)
  clock.set('2026-03-01T10:00:00.000Z')
  await theirs.getByLabel('Site URL').fill('https://theirs.example.com')
  await theirs.getByLabel('Name', { exact: true }).fill('Renamed blog')
  await theirs.getByRole('button', { name: 'Save changes' }).click()
  await expect(theirs).toBeHidden()

  // The open form shows it at once; what only they changed is theirs unless the person decides otherwise.
  const changes = mine.getByRole('list', { name: 'Changes by somebody else' })
  await expect(changes.getByRole('listitem')).toHaveCount(2)
  const url = changes.getByRole('listitem').filter({ hasText: 'Site URL' })
  await expect(url).toContainText('https://theirs.example.com')
  await expect(url.getByRole('button', { name: 'Yours' })).toHaveAttribute('aria-pressed', 'true')
  const name = changes.getByRole('listitem').filter({ hasText: 'Renamed blog' })
  await expect(name.getByRole('button', { name: 'Theirs' })).toHaveAttribute('aria-pressed', 'true')

  // Nothing is overwritten before it is decided.
  const save = mine.getByRole('button', { name: 'Save changes' })
  await save.click()
  await expect(mine.getByText('Choose what to keep, then save again.')).toBeVisible()
  expect((await stored()).config['site_url']).toBe('https://theirs.example.com')

  await mine.getByRole('button', { name: 'Use these' }).click()
  await expect(changes).toBeHidden()
  await expect(mine.getByLabel('Name', { exact: true })).toHaveValue('Renamed blog')
  await expect(mine.getByLabel('Site URL')).toHaveValue('https://mine.example.com')

  // The next change is taken as a whole; what was typed into another field and the secret stay.
  clock.set('2026-03-01T11:00:00.000Z')
  await api.connectors.update({ workspaceId, id, config: { site_url: 'https://third.example.com' } })
  await mine.getByRole('button', { name: 'Take all of theirs' }).click()
  await expect(mine.getByLabel('Site URL')).toHaveValue('https://third.example.com')
  await mine.getByLabel('Site URL').fill('https://fourth.example.com')
  clock.set('2026-03-01T12:00:00.000Z')
  await api.connectors.update({ workspaceId, id, config: { site_url: 'https://fifth.example.com' } })
  await mine.getByRole('button', { name: 'Overwrite with mine' }).click()
  // Of a secret there is the name alone.
  clock.set('2026-03-01T12:30:00.000Z')
  const set = { 'auth.application_password': 'abcd efgh ijkl mnop qrst uvwx' }
  await api.connectors.update({ workspaceId, id, secrets: { set } })
  await expect(mine.getByText('Secrets that changed: Application password.')).toBeVisible()
  await mine.getByRole('button', { name: 'Continue' }).click()
  // A new status changes nothing that the form holds.
  clock.set('2026-03-01T13:00:00.000Z')
  await api.connectors.activate({ workspaceId, id })
  await expect(page.getByText('Active', { exact: true }).first()).toBeAttached()
  await expect(changes).toBeHidden()
  clock.set('2026-03-01T14:00:00.000Z')
  await save.click()
  await expect(mine).toBeHidden()
  const now = await stored()
  expect(now).toMatchObject({ name: 'Renamed blog', config: { site_url: 'https://fourth.example.com' } })
  expect(now.secrets.find(({ path }) => path === 'auth.application_password')?.updatedAt).toBe(
    '2026-03-01T14:00:00.000Z',
  )
  // What was overwritten is in the activity.
  const { items } = await api.activity.list({ workspaceId, connector: id })
  expect(JSON.stringify(items)).toContain('https://fifth.example.com')
  await host.close()
  await app.close()
})
