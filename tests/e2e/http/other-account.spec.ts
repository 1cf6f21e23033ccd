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
  const cli = projectPath('out/main/cli.js')
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
  await expect(notice).toContainText('This data belongs to another account')
  await expect(notice).toContainText(`It was created by the account “${account.name}”.`)
  await expect(notice).toContainText(`none of them is open to your account, “${userInfo().username}”.`)
  await expect(page.getByText('Acme')).toHaveCount(0)
  // The ways in: a workspace of one's own, or a copy from a backup.
  await expect(page.getByRole('button', { name: 'Restore' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeVisible()
  expect(await violationsOnPage(page)).toEqual([])
  await host.close()
  await app.close()

  expect(asOwner('workspace', 'list')).toMatchObject([{ name: 'Acme' }])
  expect(asOwner('backup', 'list')).not.toEqual([])
})
