import { expect, test } from '@playwright/test'
import { coveredControls } from '../../../helpers/screens/covered.ts'
import { localNetwork } from '../../../helpers/services/local-network.ts'
import { startService } from '../../../helpers/services/service.ts'
import { site } from '../../../helpers/services/wordpress-site.ts'
import { createTestApp } from '../../../helpers/test-app.ts'
import { serveProgram } from '../../hosts/http.ts'

test.use({ viewport: { width: 800, height: 600 } })

test('in a small window a notice covers no control of a panel or a dialog', async ({ page }) => {
  // It never answers, so the notice of a test stays.
  await using service = await startService(() => undefined)
  const program = createTestApp({ network: localNetwork({ timeLimit: 170_000 }) })
  const host = await serveProgram(program)
  try {
    const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
    await program.api.connectors.install({ workspaceId, name: 'First blog', ...site(service.port) })
    await host.open(page, '/installed')
    await page.getByText('First blog', { exact: true }).click()
    const panel = page.getByRole('complementary', { name: /First blog/ })
    await panel.getByRole('button', { name: 'Test', exact: true }).click()
    const notice = page.getByRole('region', { name: 'Notices' }).getByText(/Testing/)
    await expect(notice).toBeVisible()
    expect(await coveredControls(panel)).toEqual([])
    await page.setViewportSize({ width: 600, height: 600 })
    expect(await coveredControls(panel)).toEqual([])
    await page.setViewportSize({ width: 800, height: 600 })
    await panel.getByRole('button', { name: 'Configure…' }).click()
    const form = page.getByRole('dialog')
    await expect(form.getByRole('button', { name: 'Test connection' })).toBeVisible()
    expect(await coveredControls(form)).toEqual([])
    await form.getByLabel('Site URL').fill('https://other.example.com')
    await page.keyboard.press('Escape')
    const question = page.getByRole('alertdialog')
    await expect(question).toBeVisible()
    expect(await coveredControls(question)).toEqual([])
    await expect(notice).toBeVisible()
  } finally {
    await host.close()
  }
})
