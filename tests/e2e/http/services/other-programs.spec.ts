import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { violationsOnPage } from '../../../helpers/axe.ts'
import { wordpress } from '../../../helpers/samples.ts'
import { temporaryDirectory } from '../../../helpers/test-app.ts'
import { expect, test } from '../../program.ts'

test('another program gets a token that is shown once, asks with it, says what it uses, and is shut out again', async ({
  page,
  program,
}) => {
  using folder = temporaryDirectory()
  const { api } = program
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  await api.workspaces.create({ name: 'Globex' })
  const { id } = await api.connectors.install({ workspaceId, ...wordpress, name: 'Blog' })
  await api.connectors.activate({ workspaceId, id })

  await program.open(page, `/w/${workspaceId}/workspace`)
  await expect(page.getByText('No token for another program')).toBeVisible()
  await page.getByRole('button', { name: 'Tokens…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('No program has a token yet.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Close', exact: true }).first()).toBeFocused()
  expect(await violationsOnPage(page)).toEqual([])
  await dialog.getByRole('button', { name: 'New token…' }).click()
  const submit = dialog.getByRole('button', { name: 'Create the token' })
  await dialog.getByRole('radio', { name: 'Some of them' }).click()
  await submit.click()
  await expect(dialog.getByText('Choose a workspace')).toBeVisible()
  await expect(dialog.getByRole('checkbox', { name: 'Acme' })).toBeFocused()
  await dialog.getByRole('checkbox', { name: 'Acme' }).check()
  await dialog.getByLabel('Last day').fill('2001-01-01')
  await submit.click()
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveAttribute('aria-invalid', 'true')
  const name = dialog.getByRole('textbox', { name: 'Name' })
  await expect(name).toBeFocused()
  await name.fill('Broadcaster')
  await expect(name).not.toHaveAttribute('aria-invalid')
  await submit.click()
  await expect(dialog.getByLabel('Last day')).toHaveAttribute('aria-invalid', 'true')
  await expect(dialog.getByLabel('Last day')).toBeFocused()
  expect(await violationsOnPage(page)).toEqual([])
  await dialog.getByLabel('Last day').fill('')
  await dialog.getByRole('radio', { name: 'Reads and changes' }).click()
  await submit.click()
  const token = (await dialog.getByLabel('Token', { exact: true }).textContent()) ?? ''
  expect(token).toMatch(/^patchbay_/)
  expect(await violationsOnPage(page)).toEqual([])
  await expect(dialog.getByRole('button', { name: 'Copy the token' })).toBeFocused()
  await page.keyboard.press('Escape')
  const warning = page.getByRole('alertdialog', { name: 'Close without the token?' })
  await expect(warning).toContainText('It cannot be shown again.')
  await warning.getByRole('button', { name: 'Back to the token' }).click()
  const saved = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save to a file…' }).click()
  expect((await saved).suggestedFilename()).toBe('patchbay.token')
  await dialog.getByRole('button', { name: 'Done' }).click()
  const row = dialog.getByRole('list', { name: 'Your tokens' }).getByRole('listitem')
  await expect(row).toContainText('Reads and changes · Acme · no end · never used')
  await expect(page.getByText(token)).toHaveCount(0)

  const headers = { authorization: `Bearer ${token}`, 'x-workspace-id': workspaceId }
  const ask = () => fetch(new URL('/api/publish-targets', page.url()), { headers })
  expect(await (await ask()).json()).toMatchObject([{ name: 'Blog' }])
  await dialog.getByRole('button', { name: 'Revoke Broadcaster' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(dialog.getByText('No program has a token yet.')).toBeVisible()
  expect((await ask()).status).toBe(401)
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()

  // What it uses comes as a file.
  await page.getByRole('button', { name: 'Export 1 publish target' }).click()
  const report = join(folder.path, 'report.json')
  const take = async (content: unknown) => {
    writeFileSync(report, JSON.stringify(content))
    await dialog.getByLabel('The report of a broadcaster').setInputFiles(report)
  }
  await take({ source: 'Broadcaster' })
  await expect(page.getByRole('region', { name: 'Notices' }).getByText('does not say what targets')).toBeVisible()
  await take({ source: 'Broadcaster', targets: [{ id, uses: ['Spring campaign'] }] })
  await expect(page.getByRole('region', { name: 'Notices' }).getByText('1 target is in use')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('tab', { name: /^Installed/ }).click()
  await page.getByRole('button', { name: 'Delete Blog' }).click()
  const question = page.getByRole('alertdialog').getByRole('region', { name: 'It is still used by' })
  await expect(question).toContainText('Broadcaster: Spring campaign')
})
