import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { apiOfWindow } from '../../hosts/window-api.ts'
import { readPage, sealAnswer } from '../../../helpers/services/answers.ts'
import { createIssuer } from '../../../helpers/services/certificates.ts'
import { pressEntry } from '../../../helpers/services/press.ts'
import { startProxy, startService } from '../../../helpers/services/service.ts'
import { comeBack } from '../../../helpers/services/token-service.ts'
import { PASSWORD, wordpressSite } from '../../../helpers/services/wordpress-site.ts'
import { expect, test } from '../program/desktop.ts'

const HOST = 'services.example.com'
const SERVER = `https://${HOST}`
const TOKEN = 'canaryAccessToken'

test('a person signs in with the browser of the system, refers to a secret by a command, asks for one, and hears of failures', async ({
  desktop,
}) => {
  using issuer = createIssuer()
  const site = wordpressSite()
  let isRefusing = false
  await using service = await startService((call, response) => {
    if (call.url === '/token')
      return [200, { access_token: TOKEN, token_type: 'bearer', refresh_token: 'canaryRefresh' }]
    if (isRefusing) return [401, { code: 'rest_not_logged_in' }]
    if (call.url !== '/me') return site(call, response)
    return call.headers.authorization === `Bearer ${TOKEN}` ? [200, { sub: 'ada' }] : [401, {}]
  }, issuer.issue(HOST))
  await using proxy = await startProxy(service.port)
  writeFileSync(desktop.at('ca.pem'), issuer.ca)
  const program = await desktop.start({
    env: { PATCHBAY_PROXY: proxy.address, PATCHBAY_CA_FILE: desktop.at('ca.pem') },
  })
  const { page } = program
  const api = apiOfWindow(page)
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const oauth = { authorizationUrl: `${SERVER}/auth`, tokenUrl: `${SERVER}/token`, http: 'never' }
  await api.catalog.import({ text: JSON.stringify(pressEntry(oauth)) })

  await test.step('the sign-in opens the browser of the system, and its tokens stay in the program', async () => {
    await page.getByRole('tab', { name: 'Catalog' }).click()
    await page.getByRole('button', { name: 'Add Press' }).click()
    const form = page.getByRole('dialog', { name: 'Add Press' })
    const part = form.getByRole('region', { name: 'Sign in with Press' })
    await form.getByLabel('Server').fill(SERVER)
    await form
      .getByRole('button', { name: /Optional settings/ })
      .first()
      .click()
    await form.getByLabel('Client ID').fill('any')
    await part.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect.poll(() => program.notes('openExternal')).toHaveLength(1)
    const [address] = program.notes('openExternal') as [string]
    expect(address.startsWith(`${SERVER}/auth?`)).toBe(true)
    expect(await comeBack(address)).toContain('Signed in')
    await expect(part.getByRole('status')).toContainText('Signed in as ada')
    await form.getByRole('button', { name: 'Add connector' }).click()
    await expect(form).toBeHidden()
    expect(await api.connectors.list({ workspaceId })).toMatchObject([{ name: 'Press', needsSignIn: false }])
  })

  await test.step('a command that is typed here needs no confirmation, and its answer is the secret', async () => {
    await page.getByRole('tab', { name: 'Catalog' }).click()
    await page.getByRole('button', { name: 'Add WordPress' }).click()
    const form = page.getByRole('dialog', { name: 'Add WordPress' })
    await form.getByLabel('Site URL').fill(SERVER)
    await form.getByLabel('Username').fill('admin')
    await form.getByRole('button', { name: 'Use a reference instead…' }).click()
    await form.getByLabel('Application password', { exact: true }).fill(`cmd:printf "${PASSWORD}"`)
    await form.getByRole('button', { name: 'Test connection' }).click()
    await expect(form.getByText(/^Works as admin, /)).toBeVisible()
    await form.getByRole('button', { name: 'Add connector' }).click()
    await expect(form).toBeHidden()
    await expect(page.getByText('reference not confirmed')).toBeHidden()
  })

  await test.step('a page is saved where the person chooses, and its answer is dropped on the window', async () => {
    const file = desktop.at('ask.html')
    await program.saveTo(file)
    await page.getByRole('button', { name: 'Configure WordPress' }).click()
    const form = page.getByRole('dialog', { name: 'Configure WordPress' })
    await form.getByRole('button', { name: 'Ask for it: Application password' }).click()
    const dialog = page.getByRole('dialog', { name: 'Ask somebody else for a secret' })
    await dialog.getByRole('button', { name: 'Save page…' }).click()
    await expect(page.getByRole('dialog', { name: 'The page is saved' })).toBeVisible()
    expect(existsSync(file)).toBe(true)
    const answer = await sealAnswer(readPage(readFileSync(file, 'utf8')), { 'auth.application_password': PASSWORD })
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    const data = await page.evaluateHandle((content) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([content], 'wordpress.patchbay-answer'))
      return transfer
    }, answer)
    await page.dispatchEvent('body', 'drop', { dataTransfer: data })
    await page.getByRole('button', { name: 'Store the values' }).click()
    await expect(page.getByText('The values for WordPress are stored')).toBeVisible()
    const cards = await api.connectors.list({ workspaceId })
    const { secrets } = await api.connectors.get({ workspaceId, id: cards.at(-1)?.id ?? '' })
    expect(secrets).toMatchObject([{ path: 'auth.application_password', isSet: true }])
    expect(secrets[0]).not.toHaveProperty('reference')
  })

  await test.step('a run by the schedule notifies of what no longer works, and a click shows it', async () => {
    for (const { id } of await api.connectors.list({ workspaceId })) await api.connectors.activate({ workspaceId, id })
    const { results } = await api.connectionTests.testMany({ workspaceId })
    expect(results.map(({ outcome }) => outcome)).toEqual(['ok', 'ok'])
    isRefusing = true
    await api.connectionTests.setSchedule({ workspaceId, everyHours: 1 })
    // Somebody works elsewhere; no window manager is here to take the focus from the window.
    await program.electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getFocusedWindow = () => null
    })
    // Looks for runs that are due now, as it does every minute.
    await program.electron.evaluate(() => outside().pass(60_000))
    const body = '2 connectors no longer work.'
    await expect.poll(() => program.notes('notification')).toEqual([{ title: 'Acme', body }])
    await page.getByRole('tab', { name: 'Catalog' }).click()
    await program.electron.evaluate(() => void outside().notifications[0]?.emit('click'))
    await expect(page.getByRole('tab', { name: 'Installed' })).toHaveAttribute('aria-selected', 'true')
    await expect(page.getByRole('button', { name: /^Configure / })).toHaveCount(2)
  })
})
