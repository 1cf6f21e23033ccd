import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { projectPath } from '../../helpers/paths.ts'

/** How long filling the data may take on a busy machine, in milliseconds. */
const LIMIT_MS = 120_000
test.setTimeout(2 * LIMIT_MS)

test('npm run demo shows its workspaces in a browser, and removes its data in the end', async ({ page }) => {
  test.skip(process.platform === 'win32', 'Windows has no signals')
  const child = spawn(process.execPath, [projectPath('scripts/demo.ts'), '--no-open'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text))
  let dataDir = ''
  try {
    await expect.poll(() => output, { timeout: LIMIT_MS }).toContain('Ctrl+C ends the demo and removes its data')
    dataDir = /Making the demo in (.+)…/.exec(output)?.[1] ?? ''
    expect(existsSync(dataDir)).toBe(true)
    await page.goto(/http:\S+/.exec(output)?.[0] ?? '')
    await page.getByRole('tab', { name: 'Installed' }).click()
    await expect(page.getByRole('button', { name: /^Configure / }).first()).toBeVisible()
    await page.getByRole('button', { name: 'Alder & Finch' }).click()
    await expect(page.getByRole('menuitemradio')).toHaveCount(12)
  } finally {
    child.kill('SIGINT')
  }
  expect(await ended).toEqual([0, null])
  expect(existsSync(dataDir)).toBe(false)
})
