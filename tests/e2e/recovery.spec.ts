import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { violationsOnPage } from '../helpers/axe.ts'
import { expect, test } from './data-files.ts'

/** Opens the restore dialog from the palette. */
async function openDialog(page: Page) {
  await page.getByRole('button', { name: /^Commands/ }).click()
  await page.getByRole('combobox').fill('restore all data')
  await page.keyboard.press('Enter')
  return page.getByRole('dialog', { name: 'Restore all data' })
}

const restoreButton = (page: Page) => page.getByRole('button', { name: /^Restore the backup of/ })

test('a damaged database is kept safe, and a backup restores the workspaces', async ({ data }) => {
  writeFileSync(data.file, 'no database at all')
  const { page, api } = await data.open()
  await expect(page.getByRole('heading', { level: 1, name: 'The data cannot be opened' })).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('Your file stays untouched')
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(restoreButton(page)).toHaveCount(1)
  expect(await violationsOnPage(page)).toEqual([])

  await restoreButton(page).click()
  const confirm = page.getByRole('alertdialog')
  await expect(confirm).toContainText('moved aside and never deleted')
  expect(await violationsOnPage(page)).toEqual([])
  await confirm.getByRole('button', { name: 'Cancel' }).click()
  expect(readFileSync(data.file, 'utf8')).toBe('no database at all')

  await restoreButton(page).click()
  await confirm.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText(`is kept in ${data.dataDir}`)
  expect(await api.workspaces.list({})).toMatchObject([{ name: 'Acme' }])
})

test('starting with an empty database needs the typed word', async ({ data }) => {
  writeFileSync(data.file, 'damaged')
  const { page, api } = await data.open()
  const startEmpty = page.getByRole('button', { name: 'Start empty' })
  await expect(startEmpty).toHaveAttribute('aria-disabled', 'true')
  await page.getByLabel('Type “empty” to confirm').fill('empt')
  await page.getByLabel('Type “empty” to confirm').press('Enter')
  expect(readFileSync(data.file, 'utf8')).toBe('damaged')
  await page.getByLabel('Type “empty” to confirm').fill('empty')
  await startEmpty.click()
  await expect(page.getByRole('heading', { name: 'Welcome to Patchbay' })).toBeVisible()
  expect(await api.workspaces.list({})).toEqual([])
})

test('data of a newer program asks for that program and offers no way to replace the data', async ({ data }) => {
  const sqlite = new Database(data.file)
  sqlite.pragma('user_version = 99')
  sqlite.close()
  const { page } = await data.open()
  await expect(page.getByRole('heading', { name: 'The data needs a newer Patchbay' })).toBeVisible()
  await expect(page.getByRole('button')).toHaveText(['Retry', 'Learn more'])
})

test('a failed list of backups differs from an empty one', async ({ data }) => {
  const { page } = await data.open()
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  const backups = join(data.dataDir, 'backups')
  rmSync(backups, { recursive: true })
  writeFileSync(backups, '')
  const dialog = await openDialog(page)
  await expect(dialog.getByRole('alert')).toContainText('The backups could not be listed')
  expect(await violationsOnPage(page)).toEqual([])
  rmSync(backups)
  await dialog.getByRole('button', { name: 'Retry' }).click()
  await expect(dialog.getByText('There are no backups yet')).toBeVisible()
})

test('a missing database is not called untouched', async ({ data }) => {
  rmSync(data.file)
  const { page } = await data.open()
  await expect(page.getByRole('alert')).toContainText('is missing')
  await expect(page.getByRole('alert')).not.toContainText('Your file stays untouched')
  await restoreButton(page).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
})

test('the palette restores all data of a working program from a backup', async ({ data }) => {
  const { page, api } = await data.open()
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  await api.workspaces.create({ name: 'Later' })
  const dialog = await openDialog(page)
  await expect(dialog.getByRole('list', { name: 'Backups' }).getByRole('listitem')).toHaveCount(1)
  expect(await violationsOnPage(page)).toEqual([])
  await restoreButton(page).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('The backup was restored')
  await expect(dialog).toBeHidden()
  expect(await api.workspaces.list({})).toMatchObject([{ name: 'Acme' }])
})

test('a damaged backup is refused and the program keeps working', async ({ data }) => {
  const { page, api } = await data.open()
  const [backup] = await api.backups.list({})
  writeFileSync(join(data.dataDir, 'backups', backup!.name), 'damaged')
  const dialog = await openDialog(page)
  await restoreButton(page).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('The backup was not restored')
  await expect(dialog).toBeVisible()
  expect(await api.workspaces.list({})).toMatchObject([{ name: 'Acme' }])
})
