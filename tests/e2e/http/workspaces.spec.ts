import { expect, test } from '@playwright/test'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { wordpress } from '../../helpers/samples.ts'
import { createTestApp, resources } from '../../helpers/test-app.ts'

test('a workspace is marked as production, archived, deleted by its name, restored and switched to by keys', async ({
  page,
}) => {
  const { app, api } = createTestApp()
  const { rendererDir, version } = resources
  const host = await startHttpHost({ app, rendererDir, port: 0, version })
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  await api.workspaces.create({ name: 'Globex' })
  const { id } = await api.connectors.install({ workspaceId, ...wordpress })
  await api.connectors.activate({ workspaceId, id })
  const status = async () => (await api.connectors.get({ workspaceId, id })).status
  const tab = (name: string) => page.getByRole('tab', { name, exact: true }).click()
  const onPage = async (button: string) => {
    await tab('Workspace')
    await page.getByRole('button', { name: button, exact: true }).click()
  }
  await page.goto(host.oneTimeUrl().replace('/#', `/w/${workspaceId}/installed#`))
  const card = page.getByRole('listitem', { name: wordpress.name })

  await onPage('Edit workspace…')
  await page.getByLabel('Letter', { exact: true }).fill('ÄÖ')
  await page.getByLabel('Production', { exact: true }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Use one letter, digit or sign')).toBeVisible()
  await page.getByLabel('Letter', { exact: true }).fill('Ä')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Workspace Acme was saved')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Workspace: Acme' }).locator('[data-letter]')).toHaveAttribute(
    'data-letter',
    'Ä',
  )

  await expect(page.getByText('Production', { exact: true })).toBeVisible()

  // Production asks for the name: to deactivate, to delete, and for many at once.
  await tab('Installed')
  const question = page.getByRole('alertdialog')
  await card.getByRole('button', { name: `Deactivate ${wordpress.name}` }).click()
  const typed = question.getByLabel('Type the name of the workspace: Acme')
  await expect(typed).toBeFocused()
  await expect(question.getByRole('button', { name: 'Deactivate' })).toBeDisabled()
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  expect(await status()).toBe('active')
  await card.getByRole('button', { name: `Delete ${wordpress.name}` }).click()
  await expect(question.getByRole('button', { name: 'Delete' })).toBeDisabled()
  await page.keyboard.press('Escape')
  await card.focus()
  await page.keyboard.press('Space')
  await page
    .getByRole('toolbar')
    .getByRole('button', { name: /^Deactivate/ })
    .click()
  await typed.fill('acme')
  await page.keyboard.press('Enter')
  await expect(card).toContainText('Inactive')
  await expect.poll(status).toBe('inactive')

  await onPage('Archive')
  await tab('Installed')
  await expect(
    page.getByRole('tabpanel', { name: 'Installed' }).getByText('Acme is archived and can only be read.'),
  ).toBeVisible()
  await expect(card.getByRole('button', { name: `Activate ${wordpress.name}` })).toBeHidden()
  await tab('Activity')
  await page
    .getByRole('listitem')
    .filter({ hasText: `added ${wordpress.name}` })
    .click()
  await expect(page.getByRole('list', { name: 'Activity' })).toContainText(
    'Acme is archived and can only be read. Take it out of the archive on its page to change it.',
  )
  await onPage('Take out of the archive')
  await tab('Installed')
  await expect(card.getByRole('button', { name: `Activate ${wordpress.name}` })).toBeVisible()

  // Only a workspace in which something has changed is read again.
  let reads = 0
  page.on('request', (request) => void (reads += Number(request.url().endsWith('/call/connectors.list'))))
  const switchTo = async (key: string, name: string) => {
    const known = page.waitForResponse((answer) => answer.url().endsWith('/call/session.workspace'))
    await page.keyboard.press(key)
    await expect(page.getByRole('button', { name: `Workspace: ${name}` })).toBeVisible()
    await known
  }
  await switchTo('Control+2', 'Globex')
  await api.connectors.update({ workspaceId, id, name: 'Renamed elsewhere' })
  await switchTo('Control+1', 'Acme')
  await expect(page.getByRole('listitem', { name: 'Renamed elsewhere' })).toBeVisible()
  const before = reads
  await switchTo('Control+2', 'Globex')
  await switchTo('Control+1', 'Acme')
  expect(reads).toBe(before)
  await api.connectors.update({ workspaceId, id, name: wordpress.name })
  await expect(card).toBeVisible()
  await onPage('Delete workspace…')
  await expect(question.getByRole('button', { name: 'Delete workspace' })).toBeDisabled()
  await question.getByLabel('Type the name of the workspace: Acme').fill('Acme')
  await question.getByRole('button', { name: 'Delete workspace' }).click()
  await expect(page.getByRole('button', { name: 'Workspace: Globex' })).toBeVisible()
  expect(await api.workspaces.list({})).toHaveLength(1)
  await page.getByRole('button', { name: 'Workspace: Globex' }).click()
  await page.getByRole('menuitem', { name: 'Deleted workspaces…' }).click()
  await page.getByRole('button', { name: 'Restore Acme' }).click()
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  await tab('Installed')
  await expect(card).toBeVisible()
  await host.close()
  await app.close()
})
