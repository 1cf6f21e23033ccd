import { once } from 'node:events'
import { expect, test } from '@playwright/test'
import { startHttpHost } from '../../../../src/main/hosts/http/server.ts'
import { violationsOnPage } from '../../../helpers/axe.ts'
import { localNetwork } from '../../../helpers/services/local-network.ts'
import { freePort, type Play, startService } from '../../../helpers/services/service.ts'
import { PASSWORD, site, wordpressSite } from '../../../helpers/services/wordpress-site.ts'
import { createTestApp, resources } from '../../../helpers/test-app.ts'

const WRONG = 'zzzz YYYY 1234 ijkl MNOP 6789'

async function start() {
  const program = createTestApp({ network: localNetwork({ timeLimit: 170_000 }), unattended: { lookEveryMs: 50 } })
  const { rendererDir, version } = resources
  const host = await startHttpHost({ app: program.app, rendererDir, port: 0, version })
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  return {
    ...program,
    workspaceId,
    urlOf: (path: string) => host.oneTimeUrl().replace('/#', `${path}#`),
    [Symbol.asyncDispose]: async () => {
      await host.close()
      await program.app.close()
    },
  }
}

test('a connector is tested before it is added: the cause at its field, then the account', async ({ page }) => {
  let play: Play = wordpressSite()
  await using service = await startService((...call) => play(...call))
  await using program = await start()
  const { api, workspaceId } = program
  await api.connectors.install({ workspaceId, name: 'First blog', ...site(service.port) })
  await api.connectionTests.testMany({ workspaceId })
  await page.goto(program.urlOf('/catalog'))
  await page.getByRole('button', { name: 'Add WordPress' }).click()
  const form = page.getByRole('dialog')
  const again = form.getByRole('button', { name: 'Test again' })

  // What cannot be tested has its messages, as for a save.
  await form.getByRole('button', { name: 'Test connection' }).click()
  await expect(form.getByText('The fields above need attention first')).toBeVisible()
  await expect(form.getByLabel('Site URL')).toBeFocused()
  await form.getByLabel('Site URL').fill(`http://127.0.0.1:${service.port}`)
  await form.getByLabel('Username').fill('admin')
  await form.getByLabel('Application password').first().fill(WRONG)
  await form.getByRole('button', { name: 'Test connection' }).click()
  const cause = form.getByText('WordPress does not accept this user and password.')
  await expect(cause).toBeVisible()
  await expect(form.getByLabel('Application password').first()).toBeFocused()
  await expect(form.getByRole('button', { name: 'Add anyway' })).toBeVisible()
  expect(await violationsOnPage(page)).toEqual([])

  // A test that hangs can be cancelled.
  play = () => undefined
  const request = once(service.server, 'request')
  await again.click()
  await request
  await form.getByRole('button', { name: 'Cancel' }).first().click()
  await expect(form.getByRole('button', { name: 'Test connection' })).toBeVisible()
  await expect(cause).toBeHidden()

  // It leads to another host, where no secret went.
  play = () => [301, {}, { location: `http://localhost:${service.port}/` }]
  await form.getByRole('button', { name: 'Test connection' }).click()
  await form.getByRole('button', { name: `Use http://localhost:${service.port}` }).click()
  await expect(form.getByLabel('Site URL')).toHaveValue(`http://localhost:${service.port}`)
  await form.getByLabel('Site URL').fill(`http://127.0.0.1:${service.port}`)
  play = wordpressSite()
  await form.getByLabel('Application password').first().fill(PASSWORD)
  await form.getByRole('button', { name: 'Test connection' }).click()
  await expect(form.getByText(/^Works as admin, /)).toBeVisible()
  await expect(form.getByText('First blog has the same account.')).toBeVisible()
  await form.getByRole('button', { name: 'Add connector' }).click()
  await expect(form).toBeHidden()

  // With the stored secret, before a change is saved.
  await page.getByRole('button', { name: 'Configure WordPress' }).click()
  await form.getByLabel('Site URL').fill(`http://127.0.0.1:${service.port}//`)
  await form.getByRole('button', { name: 'Test connection' }).click()
  await expect(form.getByText(/^Works as admin, /)).toBeVisible()
})

test('connectors are tested one by one and all at once, and what failed can be marked', async ({ page }) => {
  let play: Play = wordpressSite()
  await using service = await startService((...call) => play(...call))
  await using program = await start()
  const { api, workspaceId } = program
  const install = (name: string, port: number) => api.connectors.install({ workspaceId, name, ...site(port) })
  const { id } = await install('Blog', service.port)
  await install('Copy', service.port)
  await install('Down', await freePort())
  await page.goto(program.urlOf('/installed'))

  // Switching on offers a test.
  await page.getByRole('button', { name: 'Activate Blog' }).click()
  await expect(page.getByText('A test shows whether it works.')).toBeVisible()
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(page.getByText('Blog works', { exact: true })).toBeVisible()
  await expect(page.getByRole('listitem', { name: 'Blog' }).getByText(/tested/)).toBeVisible()

  // Another connector of the same account leads there; its card tests it, and so does a key.
  await page.getByRole('button', { name: 'Test Copy' }).click()
  await expect(page.getByText('Blog has the same account.')).toBeVisible()
  const second = once(service.server, 'request')
  await page.getByRole('listitem', { name: 'Copy' }).focus()
  await page.keyboard.press('t')
  await second
  // The notice of the first test may still be there.
  await page.getByRole('button', { name: 'Show Blog' }).first().click()
  const panel = page.getByRole('complementary', { name: 'Details of Blog' })
  await expect(panel.getByText('Works as admin')).toBeVisible()
  await panel.getByRole('button', { name: 'Copy', exact: true }).last().click()
  await expect(page.getByRole('complementary', { name: 'Details of Copy' })).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Test all' }).click()
  const report = page.getByRole('dialog')
  await expect(report.getByRole('heading', { name: '2 of 3 connectors work' })).toBeVisible()
  await expect(report.getByText(/Nothing answers at/)).toBeVisible()
  expect(await violationsOnPage(page)).toEqual([])
  await report.getByRole('button', { name: 'Mark 1 as error' }).click()
  await expect(page.getByText('1 connector marked as failing')).toBeVisible()
  await expect(report.getByRole('button', { name: /Mark/ })).toBeHidden()
  await report.getByRole('button', { name: 'Down' }).click()
  await expect(page.getByRole('complementary', { name: 'Details of Down' }).getByText('Publishing fails')).toBeVisible()
  await page.keyboard.press('Escape')

  // A failure of one offers the mark; nothing is marked before that.
  play = () => [401, { code: 'rest_not_logged_in' }]
  await page.getByRole('listitem', { name: 'Blog' }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Test', exact: true }).click()
  await expect(page.getByText('Blog failed its test').first()).toBeVisible()
  await expect(page.getByText('last test failed')).toBeVisible()
  expect((await api.connectors.get({ workspaceId, id })).status).toBe('active')
  await page.getByRole('button', { name: 'Mark as error' }).click()
  await expect.poll(async () => (await api.connectors.get({ workspaceId, id })).status).toBe('error')

  // The order follows what is urgent, so nothing is clicked before it is settled.
  await expect(page.getByRole('listitem', { name: 'Blog' }).getByText('Error')).toBeVisible()

  // Some that were selected, stopped before they end.
  play = () => undefined
  const request = once(service.server, 'request')
  await page.getByLabel('Select Blog').check()
  await page.getByLabel('Select Copy').check()
  await page.getByRole('toolbar').getByRole('button', { name: 'Test 2' }).click()
  await request
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('test all')
  await page.keyboard.press('Enter')
  await report.getByRole('button', { name: 'Stop' }).click()
  await expect(report.getByRole('heading', { name: 'The tests were stopped' })).toBeVisible()
  await expect(report.getByText('The tests were stopped before its turn')).toHaveCount(2)
  expect(program.reported).toEqual([])
})

test('a run that the lock stops says so and leads to unlocking', async ({ page }) => {
  await using program = await start()
  const { api, workspaceId } = program
  await api.connectors.install({ workspaceId, name: 'Blog', ...site(1) })
  await api.keys.lock({ workspaceId })
  await page.goto(program.urlOf('/installed'))
  await page.getByRole('button', { name: 'Test all' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('heading', { name: 'The connectors were not tested' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Unlock…' }).click()
  await expect(dialog.getByRole('heading', { name: 'Workspace key' })).toBeVisible()
})

test('a schedule tests what is switched on, and notices say what has changed', async ({ page }) => {
  let play: Play = wordpressSite()
  await using service = await startService((...call) => play(...call))
  await using program = await start()
  const { api, clock, workspaceId } = program
  const { id } = await api.connectors.install({ workspaceId, name: 'Blog', ...site(service.port) })
  await api.connectors.activate({ workspaceId, id })
  await page.goto(program.urlOf('/workspace'))
  const tests = page.getByRole('region', { name: 'Connection tests' })
  await expect(tests.getByText('Nothing is tested until somebody asks for it.')).toBeVisible()
  await expect(tests.getByText('There was no run yet')).toBeVisible()
  await tests.getByLabel('Test what is switched on').selectOption('Every hour')
  await expect(tests.getByText('Last run: 1 tested, none failed')).toBeVisible()
  await tests.getByLabel('Mark a failed test as error').check()
  await expect.poll(async () => (await api.connectionTests.schedule({ workspaceId })).marksErrors).toBe(true)
  expect(await violationsOnPage(page)).toEqual([])

  play = () => [401, { code: 'rest_not_logged_in' }]
  clock.set('2026-03-01T12:00:00.000Z')
  await expect(page.getByText('Blog no longer works').first()).toBeVisible()
  await expect(tests.getByText('Last run: 1 tested, 1 failed')).toBeVisible()
  play = wordpressSite()
  clock.set('2026-03-01T14:00:00.000Z')
  await expect(page.getByText('Blog works again').first()).toBeVisible()
  await page.getByRole('button', { name: 'Show', exact: true }).first().click()
  const panel = page.getByRole('complementary', { name: 'Details of Blog' })
  await expect(panel.getByText('Works as admin')).toBeVisible()
  await expect(page.getByRole('listitem', { name: 'Blog' }).getByText('Error')).toBeVisible()
  expect(program.reported).toEqual([])
})

test('the test of an entry is edited and tried beside its form', async ({ page }) => {
  await using service = await startService(({ headers }) =>
    headers.authorization === 'Bearer right-key' ? [200, { id: 7, name: 'ada' }] : [401, {}],
  )
  await using program = await start()
  await page.goto(program.urlOf('/catalog'))
  await page.getByRole('button', { name: 'New entry…' }).click()
  const editor = page.getByRole('dialog')
  await editor.getByLabel('Name', { exact: true }).fill('My service')
  const form = editor.getByRole('region', { name: 'Preview of the form' })
  await expect(form.getByLabel('Host')).toBeVisible()
  await expect(form.getByRole('button', { name: 'Test connection' })).toBeHidden()
  await editor.getByRole('button', { name: 'Test', exact: true }).click()
  const source = {
    ...{ url: '{config.host}/me', http: 'loopback', account: { id: 'id', name: ['name'] } },
    auth: [{ in: 'bearer', token: 'config.api_key' }],
  }
  await editor.getByLabel('Connection test as JSON').fill(JSON.stringify(source, null, 2))
  await form.getByLabel('Host').fill(`http://127.0.0.1:${service.port}`)
  await form.getByRole('button', { name: /Optional settings/ }).click()
  await form.getByLabel('API key').first().fill('wrong-key')
  await form.getByRole('button', { name: 'Test connection' }).click()
  await expect(form.getByText(/does not accept the secrets/)).toBeVisible()
  await form.getByLabel('API key').first().fill('right-key')
  await form.getByRole('button', { name: 'Test connection' }).click()
  await expect(form.getByText(/^Works as ada, /)).toBeVisible()
  expect(await violationsOnPage(page)).toEqual([])
  await editor.getByRole('button', { name: 'Save entry' }).click()
  await expect(page.getByRole('button', { name: 'Add My service' })).toBeVisible()
  expect((await program.api.catalog.get({ key: 'my-service' })).connectionTest).toEqual(source)
})

test('what is active in all workspaces is tested at once, and the result leads to what failed', async ({ page }) => {
  let play: Play = wordpressSite()
  await using service = await startService((...call) => play(...call))
  await using program = await start()
  const { api, workspaceId } = program
  const { id: globex } = await api.workspaces.create({ name: 'Globex' })
  const add = async (where: string, name: string, password = PASSWORD) => {
    const { config, auth } = site(service.port)
    const { id } = await api.connectors.install({
      ...{ workspaceId: where, name, catalogKey: 'wordpress', config },
      auth: { ...auth, application_password: password },
    })
    await api.connectors.activate({ workspaceId: where, id })
  }
  await add(workspaceId, 'First')
  await add(workspaceId, 'Second')
  await add(globex, 'Third')
  await add(globex, 'Wrong', WRONG)
  const locked = await api.workspaces.create({ name: 'Initech' })
  await add(locked.id, 'Closed')
  await api.keys.lock({ workspaceId: locked.id })

  await page.goto(program.urlOf('/overview'))
  await page.getByRole('button', { name: 'Test all active…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('This workspace is locked and left out: Initech.')
  expect(await violationsOnPage(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Test 4 connectors' }).click()
  await expect(dialog.getByRole('heading', { name: '3 of 4 connectors work' })).toBeVisible()
  await expect(dialog.getByRole('listitem')).toHaveText([/Acme2 work/, /Globex1 works, 1 failed/])
  await dialog.getByRole('button', { name: 'Show 1 in Globex' }).click()
  await expect(page.getByRole('list', { name: 'Installed connectors' }).getByRole('listitem')).toHaveText([/Wrong/])

  // What is closed stops.
  play = () => undefined
  await page.keyboard.press('Control+0')
  await page.getByRole('button', { name: 'Test all active…' }).click()
  const request = once(service.server, 'request')
  await dialog.getByRole('button', { name: 'Test 4 connectors' }).click()
  await request
  await dialog.getByRole('button', { name: 'Close' }).first().click()
  await expect(dialog).toBeHidden()
  await expect.poll(() => api.connectionTests.progress({ workspaceId })).toBeNull()
  expect(await api.connectionTests.progress({ workspaceId: globex })).toBeNull()
})

test('the overview replaces a password that its site refused, and unlocks the keys that wait', async ({ page }) => {
  await using service = await startService(wordpressSite({ password: WRONG }))
  await using program = await start()
  const { api, workspaceId } = program
  const { id } = await api.connectors.install({ workspaceId, name: 'Blog', ...site(service.port) })
  await api.connectors.activate({ workspaceId, id })
  await api.connectionTests.test({ workspaceId, id, markError: true })
  await api.keys.lock({ workspaceId: (await api.workspaces.create({ name: 'Globex' })).id })
  await page.goto(program.urlOf('/overview'))
  await page.getByRole('button', { name: 'Replace… Blog' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set a secret' })
  await expect(dialog).toContainText('Application password')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await page.getByRole('button', { name: /^Locked/ }).click()
  await expect(page.getByRole('dialog')).toContainText('Globex')
})
