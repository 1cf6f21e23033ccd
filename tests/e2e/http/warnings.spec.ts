import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { violationsOnPage } from '../../helpers/axe.ts'
import { expect, test } from '../data-files.ts'

test('a data directory in a synchronised folder is warned of until the next start', async ({ data }) => {
  // What Syncthing keeps at the top of each of its folders.
  mkdirSync(join(data.dataDir, '.stfolder'))
  const { page } = await data.open()
  const warnings = page.getByRole('region', { name: 'Warnings' })
  await expect(warnings).toContainText('The data directory is synchronised with other places')
  expect(await violationsOnPage(page)).toEqual([])
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  await warnings.getByRole('button', { name: 'Hide until the next start' }).click()
  await expect(warnings).toBeHidden()
  await page.reload()
  await expect(warnings).toBeVisible()
})
