import { existsSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { startScript } from './start-script.ts'

test('npm run demo shows its workspaces in a browser and removes its data at the end', async ({ page }) => {
  await using demo = startScript('demo.ts')
  await page.goto((await demo.url) ?? demo.output())
  const dataDir = /Making the demo in (.+)…/.exec(demo.output())?.[1] ?? ''
  expect(existsSync(dataDir)).toBe(true)
  await page.getByRole('tab', { name: 'Installed' }).click()
  await expect(page.getByRole('button', { name: /^Configure / }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Alder & Finch' }).click()
  await expect(page.getByRole('menuitemradio')).toHaveCount(12)

  // Windows has no signals.
  if (process.platform === 'win32') return
  expect(await demo.end('SIGINT')).toEqual([0, null])
  expect(existsSync(dataDir)).toBe(false)
})
