import { expect, test } from '@playwright/test'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { violationsInBothThemes } from '../../helpers/axe.ts'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { makeBackupFile } from '../../helpers/backups/backup-file.ts'
import { createTestApp, resources } from '../../helpers/test-app.ts'
import { coveredControls } from '../../helpers/screens/covered.ts'
import { keepPassphrase } from '../keep-passphrase.ts'

const PASSPHRASE = 'six words of a backup passphrase'

test('without a keychain, six random words and the button are in view, and the reason for those who ask', async ({
  page,
}) => {
  const keychain = createMemoryKeychain()
  keychain.failing = 'Cannot create an item in a locked collection'
  const { app, api } = createTestApp({ keychain })
  const { rendererDir, version } = resources
  const host = await startHttpHost({ app, rendererDir, port: 0, version })
  try {
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(host.oneTimeUrl())
    await expect(page.getByText('The accounts you publish to, in one safe place per client')).toBeVisible()
    await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(3)
    const submit = page.getByRole('button', { name: 'Create workspace' })
    const form = page.locator('form')
    await expect(submit).toBeInViewport({ ratio: 1 })
    await expect(page.getByText(/locked collection|Unlock the keyring/)).toBeHidden()
    expect(await violationsInBothThemes(page)).toEqual([])
    await test.step('each mistake stands at its field until that is changed', async () => {
      const invalid = form.locator('[aria-invalid=true]')
      await form.getByLabel('Words 3 and 5').fill('two others')
      await submit.click()
      await expect(invalid).toHaveCount(2)
      await page.getByLabel('Name', { exact: true }).fill('Acme')
      await form.getByLabel('My own').click()
      await expect(invalid).toHaveCount(0)
      await form.getByLabel('Passphrase', { exact: true }).last().fill('a passphrase of its own')
      await submit.click()
      await expect(invalid).toHaveCount(1)
      await expect(form.getByLabel('Repeat the passphrase')).toHaveAccessibleDescription('Repeat the same passphrase')
      await expect(form.getByLabel('Repeat the passphrase')).toBeFocused()
      await form.getByLabel('Repeat the passphrase').fill('a passphrase of its own')
      await expect(invalid).toHaveCount(0)
      await form.getByLabel('Six random words').click()
    })
    const passphrase = await keepPassphrase(form)
    await page.getByRole('button', { name: 'Why?' }).click()
    await expect(page.getByText(/Unlock the keyring/)).toBeVisible()
    await page.getByRole('button', { name: 'Why?' }).click()
    await page.setViewportSize({ width: 800, height: 600 })
    await page.getByLabel('Name', { exact: true }).focus()
    await expect(submit).toBeInViewport({ ratio: 1 })
    const [words, bar] = [await form.locator('output').boundingBox(), await submit.boundingBox()]
    expect(Number(words?.y) + Number(words?.height)).toBeLessThan(Number(bar?.y))
    expect(await coveredControls(form)).toEqual([])
    await submit.click()
    await expect(page.getByRole('button', { name: /^Workspace: Acme/ })).toBeVisible()
    const [workspace] = await api.workspaces.list({})
    await api.keys.lock({ workspaceId: String(workspace?.id) })
    expect(await api.keys.open({ workspaceId: String(workspace?.id), passphrase })).toMatchObject({ state: 'READY' })
  } finally {
    await host.close()
    await app.close()
  }
})

test('without a keychain, a backup is restored under a passphrase before there is any workspace', async ({ page }) => {
  const keychain = createMemoryKeychain()
  keychain.failing = 'Cannot create an item in a locked collection'
  const { app, api } = createTestApp({ keychain })
  const { rendererDir, version } = resources
  const host = await startHttpHost({ app, rendererDir, port: 0, version })
  try {
    await page.goto(host.oneTimeUrl())
    await page.getByRole('button', { name: 'Restore a backup…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Restore a backup' })
    const file = { name: 'eve.age', mimeType: 'application/octet-stream', buffer: await makeBackupFile(PASSPHRASE) }
    await dialog.getByLabel('Backup file').setInputFiles(file)
    await dialog.getByLabel('Passphrase').fill(PASSPHRASE)
    await dialog.getByRole('button', { name: 'Open', exact: true }).click()
    const restore = dialog.getByRole('button', { name: 'Restore', exact: true })
    await expect(dialog.getByText('This workspace needs a passphrase')).toBeVisible()
    await restore.click()
    await expect(dialog.getByLabel('Words 3 and 5')).toHaveAttribute('aria-invalid', 'true')
    const passphrase = await keepPassphrase(dialog)
    await restore.click()
    await expect(page.getByRole('button', { name: /^Workspace: / })).toBeVisible()
    const [workspace] = await api.workspaces.list({})
    const workspaceId = String(workspace?.id)
    await api.keys.lock({ workspaceId })
    expect(await api.keys.open({ workspaceId, passphrase })).toMatchObject({ state: 'READY' })
  } finally {
    await host.close()
    await app.close()
  }
})
