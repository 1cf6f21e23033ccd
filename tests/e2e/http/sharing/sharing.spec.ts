import { rmSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { startHttpHost } from '../../../../src/main/hosts/http/server.ts'
import { violationsInDialog, violationsOnPage } from '../../../helpers/axe.ts'
import { wordpress } from '../../../helpers/samples.ts'
import { bareRepository, createComputer, joinShared } from '../../../helpers/sharing/computer.ts'
import { resources, temporaryDirectory } from '../../../helpers/test-app.ts'

test('a window shows how a shared workspace stands, sends, and lets a person choose between two changes', async ({
  page,
}) => {
  using directory = temporaryDirectory()
  const remote = bareRepository(directory.path)
  const [ada, ben] = ['Ada', 'Ben'].map((name) => createComputer(directory.path, name)) as [
    ReturnType<typeof createComputer>,
    ReturnType<typeof createComputer>,
  ]
  const workspaceId = (await ada.api.workspaces.create({ name: 'Acme' })).id
  const { id } = await ada.api.connectors.install({ workspaceId, ...wordpress })
  const { rendererDir, version } = resources
  const host = await startHttpHost({ app: ada.app, rendererDir, port: 0, version })
  await page.goto(host.oneTimeUrl())

  await page.getByRole('tab', { name: 'Workspace' }).click()
  await page.getByRole('button', { name: 'Share…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Share the workspace' })
  await expect(dialog.getByText('Everybody who can read the repository reads the names')).toBeVisible()
  await expect(dialog.getByText('Acme', { exact: true })).toBeVisible()
  expect(await violationsInDialog(page)).toEqual([])
  const address = dialog.getByLabel('Address of an empty git repository')
  await address.fill('git://example.com/x')
  await dialog.getByRole('button', { name: 'Share', exact: true }).click()
  await expect(address).toHaveAccessibleDescription(/Use the address of a git repository/)
  await address.fill(remote)
  await expect(address).not.toHaveAttribute('aria-invalid')
  await dialog.getByRole('button', { name: 'Share', exact: true }).click()
  await expect(address).toHaveAccessibleDescription(/Use an https or ssh address here/)
  await expect(dialog.getByRole('alert')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  // A browser may name no folder of this computer; a command may.
  await ada.api.sharing.share({ workspaceId, remote })
  await joinShared(ada, ben, { workspaceId, remote })
  const chip = page.getByRole('button', { name: /Synchronise now/ })
  await expect(chip).toHaveAccessibleName('Up to date. Synchronise now')
  const config = wordpress.config
  const change = (who: typeof ada, description: string) =>
    who.api.connectors.update({ workspaceId, id, config, secrets: { set: {}, clear: [] }, description })
  await change(ada, 'By Ada')
  await expect(chip).toHaveAccessibleName('Up to date · 1 change to send. Synchronise now')
  await change(ben, 'By Ben')
  await ben.api.sharing.sync({ workspaceId })
  await chip.click()
  await expect(chip).toHaveAccessibleName('Up to date. Synchronise now')
  expect(await violationsOnPage(page)).toEqual([])

  await page.getByRole('button', { name: '1 value waits for a choice' }).click()
  const choices = page.getByRole('dialog', { name: 'Choose what counts' })
  await expect(choices.getByText('By Ben', { exact: true })).toBeVisible()
  expect(await violationsInDialog(page)).toEqual([])
  await choices.getByRole('button', { name: 'Take the other Description of Company blog' }).click()
  await expect(choices.getByText('Nothing waits for a choice.')).toBeVisible()
  expect((await ada.api.connectors.get({ workspaceId, id })).description).toBe('By Ada')
  await choices.getByRole('button', { name: 'Close' }).first().click()

  rmSync(remote, { recursive: true })
  await chip.click()
  await expect(chip).toHaveAccessibleName('Up to date · 1 change to send · offline. Synchronise now')
  await page.getByRole('button', { name: 'Stop sharing…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop sharing' }).click()
  await expect(page.getByText('Not shared')).toBeVisible()
  await host.close()
  await ada.app.close()
  await ben.app.close()
})

test('an owner who removes an admin sees which secrets to replace, and keeps or replaces each', async ({ page }) => {
  using directory = temporaryDirectory()
  const remote = bareRepository(directory.path)
  const [ada, ben] = [createComputer(directory.path, 'Ada'), createComputer(directory.path, 'Ben')]
  const workspaceId = (await ada.api.workspaces.create({ name: 'Acme' })).id
  await ada.api.connectors.install({ workspaceId, ...wordpress })
  await ada.api.connectors.install({ workspaceId, ...wordpress, name: 'Shop' })
  await ada.api.sharing.share({ workspaceId, remote })
  await joinShared(ada, ben, { workspaceId, remote })
  const { rendererDir, version } = resources
  const host = await startHttpHost({ app: ada.app, rendererDir, port: 0, version })
  await page.goto(host.oneTimeUrl())

  await page.getByRole('tab', { name: 'Workspace' }).click()
  await page.getByRole('button', { name: 'People…' }).click()
  await page.getByRole('button', { name: 'Remove Ben…' }).click()
  const question = page.getByRole('alertdialog')
  await expect(question.getByText('A new key is made at once.')).toBeVisible()
  await expect(question.getByRole('checkbox')).toHaveCount(0)
  await question.getByRole('button', { name: 'Remove' }).click()
  const list = page.getByRole('dialog', { name: 'Secrets to replace' })
  await expect(list.getByText('Could be read by Ben')).toHaveCount(2)
  expect(await violationsInDialog(page)).toEqual([])
  await list.getByRole('button', { name: 'Keep Application password of Shop as it is' }).click()
  await expect(list.getByText('Could be read by Ben')).toHaveCount(1)
  await list.getByRole('button', { name: 'Replace Application password of Company blog' }).click()
  const set = page.getByRole('dialog', { name: 'Set a secret' })
  await set.getByLabel('New application password').fill('abcdefghijklmnopqrstuvwx')
  await set.getByRole('button', { name: 'Set on 1 connector' }).click()
  await expect.poll(() => ada.api.sharing.exposures({ workspaceId })).toEqual([])
  await host.close()
  await ada.app.close()
  await ben.app.close()
})
