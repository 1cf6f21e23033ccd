import { readdirSync, readFileSync } from 'node:fs'
import { apiOfWindow } from '../hosts/window-api.ts'
import { expect, test } from './program/desktop.ts'
import { cannotDriveNative, nativeWindow } from './program/native.ts'

test.skip(cannotDriveNative !== false, cannotDriveNative || '')

test('an export goes where the native dialog says, and nowhere when that is cancelled', async ({ desktop }) => {
  // The dialogs are the system's own here.
  const program = await desktop.start({ modules: [] })
  const { page } = program
  const api = apiOfWindow(page)
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  await api.connectors.loadSamples({ workspaceId })
  const ask = async () => {
    await page.getByRole('button', { name: /^Export/ }).click()
    return nativeWindow(program, /^Export publish targets$/)
  }
  const first = await ask()
  first.press('Escape')
  await expect.poll(() => first.isOpen()).toBe(false)

  const second = await ask()
  const path = desktop.at('targets.json')
  second.press('ctrl+a')
  second.type(path)
  second.press('Return')
  await expect(page.getByText(path)).toBeVisible()
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(await api.targets.list({ workspaceId }))
  expect(readdirSync(desktop.at('.')).filter((name) => name.includes('targets'))).toEqual(['targets.json'])
})
