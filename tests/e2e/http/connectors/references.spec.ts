import { expect, test } from '@playwright/test'
import { SESSION_HEADER } from '../../../../src/contract/http.ts'
import { startHttpHost } from '../../../../src/main/hosts/http/server.ts'
import { violationsInDialog } from '../../../helpers/axe.ts'
import { createTestApp, resources } from '../../../helpers/test-app.ts'

const { rendererDir, version } = resources
const PATH = 'auth.application_password'

test.setTimeout(60_000)
test('a secret is kept elsewhere, and a reference that came from elsewhere is confirmed', async ({ page }) => {
  const program = createTestApp()
  program.clock.set(new Date().toISOString())
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Aldermoor Foods' })
  const host = await startHttpHost({ app: program.app, rendererDir, port: 0, version })
  const secretsOf = async (id: string) => (await program.api.connectors.get({ workspaceId, id })).secrets
  await page.goto(host.oneTimeUrl())
  // The token goes once the page is signed in.
  await expect(page).toHaveURL((url) => url.hash === '')

  await test.step('in Add, in place of the secret', async () => {
    await page.goto(`${host.url}/w/${workspaceId}/catalog`)
    await page.getByRole('button', { name: 'Add WordPress' }).click()
    const form = page.getByRole('dialog', { name: 'Add WordPress' })
    await form.getByLabel('Site URL').fill('https://berlin.morningoat.example')
    await form.getByLabel('Username').fill('patchbay')
    await form.getByRole('button', { name: 'Use a reference instead…' }).click()
    const field = form.getByLabel('Application password', { exact: true })
    await expect(field).toBeFocused()
    await field.fill('https://example.com')
    await form.getByRole('button', { name: 'Add connector' }).click()
    await expect(form.getByText(/^Write op:\/\/VAULT\/ITEM\/FIELD/).first()).toBeVisible()
    await field.fill('env:BLOG_PASSWORD')
    expect(await violationsInDialog(page)).toEqual([])
    await form.getByRole('button', { name: 'Add connector' }).click()
    await expect(form).toBeHidden()
  })
  const [card] = await program.api.connectors.list({ workspaceId })
  const id = card?.id ?? ''
  expect(await secretsOf(id)).toMatchObject([{ path: PATH, reference: 'env:BLOG_PASSWORD' }])

  await test.step('a card says that a reference waits, and no page in a browser confirms it', async () => {
    const refer = { [PATH]: 'cmd:pass show web/blog' }
    await program.app.dispatch('connectors.update', { workspaceId, id, secrets: { refer } }, { isOverHttp: true })
    await expect(page.getByText('reference not confirmed')).toBeVisible()
    await page.getByRole('searchbox').press('ArrowDown')
    await page.keyboard.press('Enter')
    const panel = page.getByRole('complementary', { name: 'Details of WordPress' })
    await panel.getByRole('tab', { name: 'Secrets' }).click()
    await expect(panel.getByText(/is not used until you confirm it in the desktop program or with/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Confirm', exact: true })).toBeHidden()
    const confirmation = { workspaceId, id, path: PATH, reference: refer[PATH] }
    const call = new URL('/call/connectors.confirmReference', host.url).href
    const reply = await page.evaluate(
      async ({ call, confirmation, key, header }) => {
        const session = sessionStorage.getItem(key) ?? ''
        const headers = { 'Content-Type': 'application/json', [header]: session }
        const response = await fetch(call, { method: 'POST', headers, body: JSON.stringify(confirmation) })
        return response.json() as Promise<unknown>
      },
      { call, confirmation, key: 'patchbay-session', header: SESSION_HEADER },
    )
    expect(reply).toMatchObject({ ok: false, error: { reason: 'reference_elsewhere' } })
    await program.api.connectors.confirmReference(confirmation)
    await expect(page.getByText('Kept at cmd:pass show web/blog', { exact: true })).toBeVisible()
    await expect(page.getByText('reference not confirmed')).toBeHidden()
  })
  const [secret] = await secretsOf(id)
  expect(secret).not.toHaveProperty('mustConfirm')
  expect(program.reported).toEqual([])
  await host.close()
  await program.app.close()
})
