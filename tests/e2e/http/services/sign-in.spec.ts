import type { Page } from '@playwright/test'
import { violationsInDialog } from '../../../helpers/axe.ts'
import { CLIENT, startIdentityProvider } from '../../../helpers/services/identity-provider.ts'
import { startWithPress } from '../../../helpers/services/press.ts'
import { serveProgram } from '../../hosts/http.ts'
import { expect, test as base } from '../../program.ts'

type Press = Awaited<ReturnType<typeof startWithPress>>

const test = base.extend<{ press: Press }>({
  press: async ({ browserName: _browser }, use) =>
    use(await startWithPress({ oauth: { deviceUrl: '{config.server}/device/auth' } })),
  running: async ({ press }, use) => {
    const running = await serveProgram(press)
    await use(running)
    await running.close()
  },
})

/** The page of the service that a click opens. */
async function pageOf(page: Page, click: () => Promise<void>): Promise<Page> {
  const [service] = await Promise.all([page.context().waitForEvent('page'), click()])
  await service.waitForLoadState()
  return service
}

test('somebody signs in to a service in the browser, adds the connector, and signs in again once that was revoked', async ({
  page,
  press,
  program,
}) => {
  await using service = await startIdentityProvider()
  const { api, workspaceId, clock } = press
  await program.open(page, '/')

  // A service that sends people back to registered addresses alone has its address in the form.
  await page.getByRole('button', { name: 'Add X (Twitter)' }).click()
  const other = page.getByRole('dialog', { name: 'Add X (Twitter)' })
  await expect(other.getByText('First add this redirect address to your app at the service:')).toBeVisible()
  await expect(other.getByText('http://127.0.0.1:47613/callback', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(other).toBeHidden()

  await page.getByRole('button', { name: 'Add Press' }).click()
  const form = page.getByRole('dialog', { name: 'Add Press' })
  const part = form.getByRole('region', { name: 'Sign in with Press' })

  // What is missing is named, and one click leads there.
  await form.getByLabel('Server').fill(service.issuer)
  await part.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(part.getByRole('alert')).toContainText('Enter the client ID')
  await part.getByRole('button', { name: 'Go to Client ID' }).click()
  await expect(form.getByLabel('Client ID')).toBeFocused()
  await form.getByLabel('Client ID').fill(CLIENT)

  await part.getByRole('button', { name: 'Use a code on another device' }).click()
  await expect(part.getByText('Enter this code there:')).toBeVisible()
  await expect(part.getByRole('link', { name: 'Open the page' })).toHaveAttribute('href', `${service.issuer}/device`)
  await part.getByRole('button', { name: 'Cancel the sign-in' }).click()

  // A page that was closed keeps nobody waiting.
  const closed = await pageOf(page, () => part.getByRole('button', { name: 'Sign in', exact: true }).click())
  await closed.close()
  await expect(part.getByRole('status')).toContainText('Waiting for you')
  expect(await violationsInDialog(page)).toEqual([])
  await part.getByRole('button', { name: 'Cancel the sign-in' }).click()
  await expect(part.getByRole('status')).toContainText('Sign in with Press')

  const consent = await pageOf(page, () => part.getByRole('button', { name: 'Sign in', exact: true }).click())
  await consent.getByPlaceholder('Enter any login').fill('ada')
  await consent.getByPlaceholder('and password').fill('any')
  await consent.getByRole('button', { name: 'Sign-in' }).click()
  await consent.getByRole('button', { name: 'Continue' }).click()
  await expect(consent.getByRole('heading')).toHaveText('Signed in')
  expect(consent.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback\?/)
  await consent.close()
  await expect(part.getByRole('status')).toContainText('Signed in as ada')
  await form.getByRole('button', { name: 'Add connector' }).click()
  await expect(form).toBeHidden()
  const card = page.getByRole('listitem').filter({ hasText: 'Press' })
  await expect(card).toBeVisible()
  const [installed] = await api.connectors.list({ workspaceId })
  const id = installed?.id ?? ''
  await api.connectors.activate({ workspaceId, id })

  await service.revoke()
  clock.set('2026-03-01T10:00:00.000Z')
  expect(await api.connectionTests.test({ workspaceId, id })).toMatchObject({ reason: 'sign_in_again' })
  await card.getByRole('button', { name: /sign in again/ }).click()
  const again = page.getByRole('dialog', { name: 'Sign in for Press' })
  const second = await pageOf(page, () => again.getByRole('button', { name: 'Sign in', exact: true }).click())
  await second.getByRole('button', { name: 'Continue' }).click()
  await expect(second.getByRole('heading')).toHaveText('Signed in')
  await second.close()
  await expect(again.getByRole('status')).toContainText('Signed in as ada')
  await again.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(card).not.toContainText('sign in again')
  expect(await api.connectors.list({ workspaceId })).toMatchObject([{ id, needsSignIn: false }])
})
