import { spawnSync } from 'node:child_process'
import { chownSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { violationsOnPage } from '../../helpers/axe.ts'
import { projectPath } from '../../helpers/paths.ts'
import { createAccount, noSecondAccount } from '../../helpers/second-account.ts'
import { resources, temporaryDirectory } from '../../helpers/test-app.ts'
import { openProgram } from '../data-files.ts'

test.skip(noSecondAccount !== null, `skipped: ${noSecondAccount}`)

test('data that another account has made is shown as that, and stays usable for its owner', async ({ page }) => {
  using account = createAccount()
  const cli = projectPath('out/main/cli.cjs')
  test.skip(!account.canRead(cli), 'skipped: other accounts cannot read the project')
  using directory = temporaryDirectory()
  chownSync(directory.path, account.ids.uid, account.ids.gid)
  const dataDir = join(directory.path, 'data')
  const passphrase = join(directory.path, 'passphrase')
  writeFileSync(passphrase, 'correct horse battery staple\n', { mode: 0o600 })
  chownSync(passphrase, account.ids.uid, account.ids.gid)
  /** The command line as the owner of the data uses it. */
  const asOwner = (...args: string[]) => {
    const command = [cli, ...args, '--json', '--data-dir', dataDir]
    const env = { PATH: process.env['PATH'], HOME: directory.path, PATCHBAY_PASSPHRASE_FILE: passphrase }
    const { stdout, stderr } = spawnSync(process.execPath, command, { ...account.ids, env, cwd: '/', encoding: 'utf8' })
    expect(stderr).toBe('')
    return JSON.parse(stdout) as unknown
  }
  expect(asOwner('workspace', 'create', 'Acme')).toMatchObject({ name: 'Acme' })

  const app = openProgram(dataDir)
  const { rendererDir, version } = resources
  const host = await startHttpHost({ app, rendererDir, port: 0, version })
  await page.goto(host.oneTimeUrl())
  const notice = page.getByRole('alert')
  await expect(notice).toContainText('This data belongs to other people')
  await expect(notice).toContainText(`${account.name} created it.`)
  await expect(notice).toContainText(`none of them is open to you, ${userInfo().username}.`)
  await expect(page.getByText('Acme')).toHaveCount(0)
  // The ways in: the recovery passphrase of a workspace, a workspace of one's own, or a copy from a backup.
  await notice.getByRole('button', { name: 'Join a workspace' }).click()
  const dialog = page.getByRole('dialog', { name: 'Join a workspace' })
  await dialog.getByRole('radio', { name: 'With a recovery passphrase' }).click()
  await dialog.getByLabel('Recovery passphrase', { exact: true }).fill('not the right passphrase')
  await dialog.getByRole('button', { name: 'Join', exact: true }).click()
  await expect(dialog.getByText('This passphrase opens no workspace that you could join')).toBeVisible()
  expect(await violationsOnPage(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('button', { name: 'Restore' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeVisible()
  expect(await violationsOnPage(page)).toEqual([])
  await host.close()
  await app.close()

  expect(asOwner('workspace', 'list')).toMatchObject([{ name: 'Acme' }])
  expect(asOwner('backup', 'list')).not.toEqual([])
})
