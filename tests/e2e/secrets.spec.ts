import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { violationsInDialog } from '../helpers/axe.ts'
import { keepPassphrase } from './keep-passphrase.ts'
import { makeBackupFile } from '../helpers/backups/backup-file.ts'
import { asFile, entryOf } from '../helpers/catalog-entries.ts'
import { SECRET, wordpress } from '../helpers/samples.ts'
import { temporaryDirectory } from '../helpers/test-app.ts'
import { expect, type Program, test } from './program.ts'

const PASSPHRASE = 'six words of a backup passphrase'
const DAY_MS = 24 * 60 * 60 * 1000
const dayFromNow = (days: number) => {
  const day = new Date(Date.now() + days * DAY_MS)
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

async function withConnectors(program: Program, expiries: Record<string, string | null>): Promise<string> {
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  for (const [name, secretExpiresAt] of Object.entries(expiries))
    await program.api.connectors.install({ workspaceId, ...wordpress, name, secretExpiresAt })
  return workspaceId
}

const chooseOnPage = async (page: Page, name: string) => {
  await page.getByRole('tab', { name: 'Workspace' }).click()
  await page.getByRole('button', { name }).click()
}

async function expectAccessible(page: Page) {
  expect(await violationsInDialog(page)).toEqual([])
}

test('an owner sets a recovery passphrase, sees it once, and rotates the key with it', async ({ page, program }) => {
  const workspaceId = await withConnectors(program, { Blog: null })
  await program.open(page)
  await page.getByRole('button', { name: /^Key:/ }).click()
  const dialog = page.getByRole('dialog')
  const openKey = dialog.getByRole('button', { name: 'Open key' })
  if (await openKey.isVisible()) await openKey.click()
  await dialog.getByRole('button', { name: 'Add…' }).click()
  await expectAccessible(page)
  // Nothing is replaced before the person has shown that the new words are kept.
  const set = dialog.getByRole('button', { name: 'Set passphrase' })
  await expect(dialog.locator('output')).not.toHaveText('…')
  await expect(set).toHaveAttribute('aria-disabled', 'true')
  await dialog.getByLabel('Words 3 and 5').fill('other words')
  await expect(set).toHaveAttribute('aria-disabled', 'true')
  await keepPassphrase(dialog)
  await set.click()
  const sheet = page.locator('[data-print-sheet]')
  // Each step with a passphrase takes at least half a second of work, so it must not count against an assertion's limit.
  await sheet.waitFor()
  await expect(sheet).toContainText('Acme')
  const passphrase = await sheet.locator('dd').last().innerText()
  expect(passphrase.split(' ')).toHaveLength(6)
  const kit = await program.exportFile(page, () => dialog.getByRole('button', { name: 'Save…' }).click())
  expect(kit).toContain(`Recovery passphrase: ${passphrase}\n`)
  await page.emulateMedia({ media: 'print' })
  await expect(sheet).toBeVisible()
  await expect(page.locator('button', { hasText: 'Print' })).toBeHidden()
  await page.emulateMedia({ media: 'screen' })
  // What is shown once does not vanish by Esc alone.
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Keep editing' }).click()
  await expect(sheet).toBeVisible()
  await dialog.getByRole('button', { name: 'I have stored it safely' }).click()
  await expect(page.getByText(passphrase)).toHaveCount(0)

  await dialog.getByLabel('Recovery passphrase').fill('not the passphrase at all')
  await dialog.getByRole('button', { name: 'Rotate key' }).click()
  await dialog.getByText('This passphrase does not open this workspace').waitFor()
  await dialog.getByLabel('Recovery passphrase').fill(passphrase)
  await dialog.getByRole('button', { name: 'Rotate key' }).click()
  await page.getByText('Key rotated').waitFor()
  expect((await program.api.keys.open({ workspaceId, passphrase })).state).toBe('READY')
})

test('one new secret is set in the chosen connectors, and each shows its result', async ({ page, program }) => {
  await withConnectors(program, { First: null, Second: null, Third: null })
  await program.open(page)
  await chooseOnPage(page, 'Set a secret…')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: /Application password/ }).check()
  await expect(dialog.getByRole('checkbox', { checked: true })).toHaveCount(0)
  for (const name of ['First', 'Second']) await dialog.getByLabel(name).check()
  await dialog.getByLabel('New application password').fill('abcd EFGH 1234 ijkl MNOP 5678')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Set on 2 connectors' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Replace on 2' }).click()
  await expect(dialog.getByText('New value set')).toHaveCount(2)
})

test('a notice at start names secrets that expire, and cards and filters show them', async ({ page, program }) => {
  await withConnectors(program, { Ending: dayFromNow(2), Later: dayFromNow(40), Gone: dayFromNow(-3), Undated: null })
  await program.open(page, '/installed')
  // A window that was open during the installation may have shown its notice already.
  await expect(async () => {
    await page.evaluate(() => localStorage.clear())
    await program.open(page, '/installed')
    await expect(page.getByRole('button', { name: 'Show', exact: true })).toBeVisible({ timeout: 4000 })
  }).toPass()
  await expect(page.getByText('· secret expires in 2 days')).toBeVisible()
  await expect(page.getByText('· secret expired 3 days ago')).toBeVisible()
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(page.getByRole('button', { name: /^Configure / })).toHaveCount(2)
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('button', { name: /^Expiry/ }).click()
  await page.getByRole('radio', { name: 'Expires in 90 days' }).check()
  await expect(page.getByRole('button', { name: /^Configure / })).toHaveCount(3)
})

test('a backup file contains no secret as plain text', async ({ page, program }) => {
  await withConnectors(program, { Blog: null })
  await program.open(page)
  await chooseOnPage(page, 'Back up…')
  const dialog = page.getByRole('dialog')
  await keepPassphrase(dialog)
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Back up', exact: true }).click()
  const proof = dialog.getByLabel('To confirm, type the name of the workspace: Acme')
  await expect(proof).toBeFocused()
  await expectAccessible(page)
  await proof.fill('Acme')
  const text = await program.exportFile(page, () =>
    dialog.getByRole('button', { name: 'Back up', exact: true }).click(),
  )
  expect(text).toMatch(/^age-encryption\.org\/v1\n-> scrypt /)
  expect(text).not.toContain(SECRET)
})

test('a backup is opened, previewed and restored with the chosen options', async ({ page, program }) => {
  const workspaceId = await withConnectors(program, { 'Company blog': null })
  await program.open(page)
  await chooseOnPage(page, 'Restore a backup…')
  const dialog = page.getByRole('dialog')
  const file = { name: 'eve.age', mimeType: 'application/octet-stream', buffer: await makeBackupFile(PASSPHRASE) }
  await dialog.getByLabel('Backup file').setInputFiles(file)
  await dialog.getByLabel('Passphrase').fill('the wrong passphrase')
  await dialog.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(dialog.getByText('This passphrase does not open this backup')).toBeVisible()
  await dialog.getByLabel('Passphrase').fill(PASSPHRASE)
  await dialog.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(dialog.getByText('Name in use')).toBeVisible()
  await expectAccessible(page)
  await dialog
    .getByRole('group', { name: /Company blog/ })
    .getByRole('button', { name: 'Use backup' })
    .click()
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
  await expect(dialog).toBeHidden()
  expect(await program.api.connectors.list({ workspaceId })).toMatchObject([{ name: 'Company blog', status: 'active' }])
})

test('a file that disappeared after it was chosen is not reported as a wrong kind of file', async ({
  page,
  program,
}) => {
  using directory = temporaryDirectory()
  const file = join(directory.path, 'eve.patchbay-backup')
  writeFileSync(file, await makeBackupFile(PASSPHRASE))
  await program.open(page)
  await page.getByRole('button', { name: 'Restore a backup…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Backup file').setInputFiles(file)
  rmSync(file)
  await dialog.getByLabel('Passphrase').fill(PASSPHRASE)
  await dialog.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('The backup was not opened: The file could not be read')
  writeFileSync(file, await makeBackupFile(PASSPHRASE))
  await dialog.getByLabel('Backup file').setInputFiles(file)
  await dialog.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(dialog.getByLabel('Name of the new workspace')).toBeVisible()
})

test('a backup can be restored before there is any workspace', async ({ page, program }) => {
  await program.open(page)
  await page.getByRole('button', { name: 'Restore a backup…' }).click()
  const dialog = page.getByRole('dialog')
  const file = { name: 'eve.age', mimeType: 'application/octet-stream', buffer: await makeBackupFile(PASSPHRASE) }
  await dialog.getByLabel('Backup file').setInputFiles(file)
  await dialog.getByLabel('Passphrase').fill(PASSPHRASE)
  await dialog.getByRole('button', { name: 'Open', exact: true }).click()
  await dialog.getByLabel('Name of the new workspace').fill('Mine now')
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
  await expect(page.getByRole('button', { name: `Configure ${wordpress.name}` })).toBeVisible()
  expect(await program.api.workspaces.list({})).toMatchObject([{ name: 'Mine now', role: 'owner', connectorCount: 1 }])
})

test('a new secret of an installed connector is validated during typing, like any other field', async ({
  page,
  program,
}) => {
  const secret = { type: 'string', title: 'Token', writeOnly: true, minLength: 6 }
  const configSchema = { type: 'object', properties: { token: secret } }
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  await program.api.catalog.import(asFile(entryOf('mine', { configSchema })))
  const secrets = { set: { 'config.token': 'long enough' } }
  await program.api.connectors.install({ workspaceId, catalogKey: 'mine', name: 'Mine', secrets })
  await program.open(page)
  await page.getByRole('button', { name: 'Configure Mine' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Replace Token' }).click()
  const field = dialog.getByRole('textbox', { name: 'Token' })
  await field.fill('abc')
  await field.blur()
  await expect(field).toHaveAccessibleDescription(/6 characters/)
  await field.fill('abcdef')
  await expect(field).not.toHaveAccessibleDescription(/6 characters/)
})
