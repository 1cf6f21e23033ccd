import { existsSync, readFileSync, statSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { apiOfWindow } from '../hosts/window-api.ts'
import { keepPassphrase } from '../keep-passphrase.ts'
import { expect, test } from './program/desktop.ts'

/** Sets a recovery passphrase and leaves the page that shows it open. */
async function setPassphrase(page: Page) {
  await apiOfWindow(page).workspaces.create({ name: 'Acme' })
  await page.getByRole('button', { name: 'Secret Service' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Add…' }).click()
  await keepPassphrase(dialog)
  await dialog.getByRole('button', { name: 'Set passphrase' }).click()
  await expect(dialog.getByText('Patchbay recovery kit')).toBeVisible()
  return dialog
}

test('without a printer, Print explains that and saves the recovery kit as a PDF instead', async ({
  desktop,
  program,
}) => {
  const { electron, page } = program
  // A developer's computer may have a printer.
  await electron.evaluate(({ BrowserWindow }) => {
    for (const { webContents } of BrowserWindow.getAllWindows())
      webContents.getPrintersAsync = () => Promise.resolve([])
  })
  const dialog = await setPassphrase(page)
  await dialog.getByRole('button', { name: 'Print', exact: true }).click()
  await expect(dialog.getByText('This computer has no printer.')).toBeVisible()

  await program.saveTo(null)
  await dialog.getByRole('button', { name: 'Save as PDF…' }).click()
  expect(program.notes('showSaveDialog')).toMatchObject([{ title: 'Save as PDF' }])
  await expect(dialog.getByRole('button', { name: 'Save as PDF…' })).toBeEnabled()

  const file = desktop.at('kit.pdf')
  await program.saveTo(file)
  await dialog.getByRole('button', { name: 'Save as PDF…' }).click()
  await expect(page.getByText('Page saved.').first()).toBeVisible()
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-')
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  const sheet = await dialog.locator('[data-print-sheet] dd').last().innerText()
  const kit = desktop.at('kit.txt')
  await program.saveTo(kit)
  await dialog.getByRole('button', { name: 'Save…', exact: true }).click()
  await expect(page.getByText('Saved. Keep the file').first()).toBeVisible()
  expect(readFileSync(kit, 'utf8')).toContain(sheet)
  if (process.platform !== 'win32') expect(statSync(kit).mode & 0o777).toBe(0o600)
  await dialog.getByRole('button', { name: 'I have stored it safely' }).click()
})

test('with a printer the dialog of the system prints, and the page keeps working', async ({ program, desktop }) => {
  const { electron, page } = program
  await electron.evaluate(({ BrowserWindow }) => {
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      webContents.getPrintersAsync = () => Promise.resolve([{ name: 'Paper' } as Electron.PrinterInfo])
      webContents.print = (_options, done) => void setTimeout(() => done?.(false, 'Print job canceled'), 300)
    }
  })
  const dialog = await setPassphrase(page)
  await dialog.getByRole('button', { name: 'Print', exact: true }).click()
  await dialog.getByRole('button', { name: 'I have stored it safely' }).click()
  await expect(dialog.getByRole('button', { name: 'Change…' })).toBeVisible()
  await expect(page.getByText('The page was not printed')).toHaveCount(0)
  expect(existsSync(desktop.at('kit.pdf'))).toBe(false)
})
