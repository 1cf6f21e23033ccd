import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type AppContract, createClient } from '../../../src/contract/index.ts'
import { violationsOnPage } from '../../helpers/axe.ts'
import { expect, openProgram, test } from '../data-files.ts'
import { wordpress } from '../../helpers/samples.ts'

test('a database that another program holds open is shown once that program has ended', async ({ data }) => {
  const holder = openProgram(data.dataDir)
  const { page } = await data.open()
  await expect(page.getByRole('heading', { name: 'The data cannot be used at the moment' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Restore the backup of/ })).toHaveCount(0)
  expect(await violationsOnPage(page)).toEqual([])
  await holder.close()
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
})

test('a second window shows the restored connectors too', async ({ data, context }) => {
  const before = openProgram(data.dataDir)
  const first = createClient<AppContract>(before.dispatch)
  const [workspace] = await first.workspaces.list({})
  const workspaceId = workspace!.id
  await first.connectors.install({ workspaceId, ...wordpress, name: 'Kept' })
  await before.close()
  rmSync(join(data.dataDir, 'backups'), { recursive: true })
  // The first change of a day makes a backup, which has this connector and no other.
  const again = openProgram(data.dataDir)
  await createClient<AppContract>(again.dispatch).workspaces.setColour({ workspaceId, colour: 'green' })
  await again.close()

  const { page, api } = await data.open()
  await api.connectors.install({ workspaceId, ...wordpress, name: 'Later' })
  await api.workspaces.create({ name: 'Later too' })
  // The second window has the session of the first one, which is signed in by then.
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  const another = context.waitForEvent('page')
  await page.evaluate(() => void window.open(location.href))
  const other = await another
  await other.getByRole('tab', { name: /Installed/ }).click()
  await expect(other.getByRole('button', { name: 'Configure Later' })).toBeVisible()
  const [backup] = await api.backups.list({})
  await api.backups.restore({ name: backup!.name })
  await expect(other.getByRole('button', { name: 'Configure Later' })).toHaveCount(0)
  await expect(other.getByRole('button', { name: 'Configure Kept' })).toBeVisible()
  await other.getByRole('button', { name: 'Workspace: Acme' }).click()
  await expect(other.getByText('Later too')).toHaveCount(0)
})
