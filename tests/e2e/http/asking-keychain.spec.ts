import { expect, test } from '@playwright/test'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { createTestApp, resources } from '../../helpers/test-app.ts'

test('while the keychain asks a person, the screen says so above an open dialog, and the wait can be cancelled', async ({
  page,
}) => {
  const engine = createMemoryKeychain()
  const { app, api } = createTestApp({
    keychain: Object.assign(engine, { isAlive: () => Promise.resolve(true) }),
  })
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  await api.keys.closeAll({})
  const { rendererDir, version } = resources
  const host = await startHttpHost({ app, rendererDir, port: 0, version })
  await page.goto(host.oneTimeUrl())
  await page.getByRole('button', { name: /^Key:/ }).click()
  engine.hanging = true
  const notices = page.getByRole('region', { name: 'Notices' })
  await page.getByRole('button', { name: 'Open key' }).click()
  await expect(notices.getByText('is asking')).toBeVisible()
  await notices.getByRole('button', { name: 'Cancel' }).click()
  await expect(notices.getByText('is asking')).toBeHidden()
  await expect(page.getByRole('dialog').getByText('was not answered').first()).toBeVisible()

  // The same question, which the person answers now.
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(notices.getByText('is asking')).toBeVisible()
  engine.resume()
  await expect(notices.getByText('is asking')).toBeHidden()
  await expect.poll(async () => (await api.session.workspace({ workspaceId })).key.state).toBe('READY')
  expect(engine.mostAtOnce).toBe(1)
  await host.close()
  await app.close()
})
