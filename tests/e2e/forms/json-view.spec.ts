import { expect, test } from '@playwright/test'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { violationsInDialog } from '../../helpers/axe.ts'
import { wordpress } from '../../helpers/samples.ts'
import { tabTo } from '../../helpers/screens/tab-to.ts'
import { createTestApp, resources } from '../../helpers/test-app.ts'

const SECRET = 'abcd EFGH 1234 ijkl MNOP 9876'

test('settings are written as JSON or in the form, mistakes have a line and column, and nothing typed is lost', async ({
  page,
}) => {
  const { app, api } = createTestApp()
  const { rendererDir, version } = resources
  const host = await startHttpHost({ app, rendererDir, port: 0, version })
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const { id } = await api.connectors.install({ workspaceId, ...wordpress })
  await page.goto(host.oneTimeUrl().replace('/#', '/installed#'))
  await page.getByRole('button', { name: `Configure ${wordpress.name}` }).click()
  const dialog = page.getByRole('dialog')
  await dialog
    .getByRole('button', { name: /Replace Application password/ })
    .first()
    .click()
  await dialog.getByLabel('Application password').first().fill(SECRET)

  // By keyboard alone: to the view, into the text, and out of it with Tab.
  await dialog.getByLabel('Name', { exact: true }).focus()
  await tabTo(dialog.getByRole('button', { name: 'JSON', exact: true }))
  await page.keyboard.press('Enter')
  const json = dialog.getByRole('textbox', { name: 'Settings as JSON' })
  await expect(json).toHaveValue(/"site_url": "https:\/\/blog\.example\.com"/)
  expect(await json.inputValue()).not.toContain(SECRET)
  const start = await json.inputValue()

  // A text that is no JSON is not saved, and the form does not open over it.
  await json.fill('{\n  "site_url": oops\n}')
  const mistake = dialog.getByRole('button', { name: /^Line 2, column 15: This is not valid JSON/ })
  await expect(mistake).toBeVisible()
  expect(await violationsInDialog(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Form', exact: true }).click()
  await expect(json).toBeFocused()
  await dialog.getByRole('button', { name: 'Save changes' }).click()
  await expect(mistake).toBeVisible()
  expect((await api.connectors.get({ workspaceId, id })).config['site_url']).toBe(wordpress.config.site_url)
  await dialog.getByRole('button', { name: 'Go back to the last valid text' }).click()
  await expect(json).toHaveValue(start)

  // A value that does not fit its field is named at its line, and again at its field.
  await json.fill(start.replace('https://blog.example.com', 'ftp://blog.example.com'))
  await expect(dialog.getByRole('button', { name: /^Line 2, column 3: site_url: / })).toBeVisible()
  await dialog.getByRole('button', { name: 'Save changes' }).click()
  await expect(json).toBeFocused()
  await json.fill(start.replace('blog.example.com', 'new.example.com'))
  await dialog.getByRole('button', { name: 'Form', exact: true }).click()
  await expect(dialog.getByLabel('Site URL')).toHaveValue('https://new.example.com')

  // The secret that was typed before is still there, and what the form has is in the text.
  await expect(dialog.getByLabel('Application password').first()).toHaveValue(SECRET)
  await dialog.getByLabel('Site URL').fill('https://third.example.com')
  await dialog.getByRole('button', { name: 'JSON', exact: true }).click()
  await expect(json).toHaveValue(/third\.example\.com/)
  await json.fill((await json.inputValue()).replace('third', 'last'))
  await dialog.getByRole('button', { name: 'Save changes' }).click()
  await expect(dialog).toBeHidden()
  const saved = await api.connectors.get({ workspaceId, id })
  expect(saved.config['site_url']).toBe('https://last.example.com')
  expect(saved.secrets.find(({ path }) => path === 'auth.application_password')?.isSet).toBe(true)
  await host.close()
  await app.close()
})
