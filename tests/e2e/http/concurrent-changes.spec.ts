import { expect, test } from '@playwright/test'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { wordpress } from '../../helpers/samples.ts'
import { createTestApp, resources } from '../../helpers/test-app.ts'

test('a save does not overwrite changes of somebody else without a warning', async ({ page }) => {
  const { app, api, clock } = createTestApp()
  const { rendererDir, version } = resources
  const host = await startHttpHost({ app, rendererDir, port: 0, version })
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const { id } = await api.connectors.install({ workspaceId, ...wordpress })
  const storedUrl = async () => (await api.connectors.get({ workspaceId, id })).config['site_url']

  await page.goto(host.oneTimeUrl().replace('/#', '/installed#'))
  await page.getByRole('button', { name: `Configure ${wordpress.name}` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Site URL').fill('https://mine.example.com')
  clock.set('2026-03-01T10:00:00.000Z')
  await api.connectors.update({ workspaceId, id, config: { site_url: 'https://theirs.example.com' } })

  const save = dialog.getByRole('button', { name: 'Save changes' })
  await save.click()
  await expect(dialog.getByRole('alert')).toContainText('Somebody else changed this connector after you opened it')
  expect(await storedUrl()).toBe('https://theirs.example.com')
  await save.click()
  await expect(dialog).toBeHidden()
  expect(await storedUrl()).toBe('https://mine.example.com')
  await host.close()
  await app.close()
})
