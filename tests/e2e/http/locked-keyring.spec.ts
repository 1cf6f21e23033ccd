import { expect, test } from '@playwright/test'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { createTestApp, resources } from '../../helpers/test-app.ts'

test('a keyring that is unlocked while the first workspace is made is asked again, and needs no passphrase then', async ({
  page,
}) => {
  const keychain = createMemoryKeychain()
  keychain.failing = 'Cannot create an item in a locked collection'
  const { app, api } = createTestApp({ keychain })
  const { rendererDir, version } = resources
  const host = await startHttpHost({ app, rendererDir, port: 0, version })
  try {
    await page.goto(host.oneTimeUrl())
    await page.getByLabel('Name').fill('Acme')
    await expect(page.getByText('This workspace needs a passphrase')).toBeVisible()
    await page.getByRole('button', { name: 'Why?' }).click()
    const retry = page.getByRole('button', { name: 'Retry' })
    await retry.click()
    await expect(page.getByText(/Unlock the keyring, then retry/)).toBeVisible()
    await expect(retry).not.toHaveAttribute('aria-busy')
    keychain.failing = null
    await retry.click()
    await expect(page.getByText('This workspace needs a passphrase')).toBeHidden()
    await page.getByRole('button', { name: 'Create workspace' }).click()
    await expect(page.getByRole('button', { name: /^Workspace: Acme/ })).toBeVisible()
    expect(await api.workspaces.list({})).toHaveLength(1)
  } finally {
    await host.close()
    await app.close()
  }
})
