import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { apiOfWindow } from '../hosts/window-api.ts'
import { wordpress } from '../../helpers/samples.ts'
import { expect, test } from './program/desktop.ts'
import { cannotDriveNative, nativeWindow } from './program/native.ts'

test.skip(cannotDriveNative !== false, cannotDriveNative || '')

test('publish targets are saved to the path of the native dialog, and nowhere when it is cancelled', async ({
  desktop,
}) => {
  // Removes the stand-in for the system's dialogs that other tests use.
  const program = await desktop.start({ modules: [] })
  const { page } = program
  const api = apiOfWindow(page)
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const { id } = await api.connectors.install({ workspaceId, ...wordpress })
  await api.connectors.activate({ workspaceId, id })
  const file = desktop.at('targets.json')
  const exportTargets = async () => {
    const button = page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true })
    if (!(await button.isVisible())) await page.getByRole('button', { name: /^Export \d/ }).click()
    await button.click()
    return nativeWindow(program, /^Export publish targets$/)
  }

  const cancellation = await exportTargets()
  cancellation.press('Escape')
  await expect.poll(cancellation.isOpen).toBe(false)
  expect(existsSync(file)).toBe(false)

  const dialog = await exportTargets()
  dialog.press('ctrl+a')
  dialog.type(file)
  dialog.press('Return')
  await expect.poll(dialog.isOpen).toBe(false)
  await expect.poll(() => existsSync(file)).toBe(true)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject([{ name: wordpress.name }])

  writeFileSync(file, 'of somebody else')
  const again = await exportTargets()
  again.press('ctrl+a')
  again.type(file)
  again.press('Return')
  // The system asks before a file is replaced.
  again.press('Escape')
  again.press('Escape')
  await expect.poll(again.isOpen).toBe(false)
  expect(readFileSync(file, 'utf8')).toBe('of somebody else')
})
