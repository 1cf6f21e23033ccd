import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { startHttpHost } from '../../../../src/main/hosts/http/server.ts'
import { violationsInDialog } from '../../../helpers/axe.ts'
import { wordpress } from '../../../helpers/samples.ts'
import { bareRepository, createComputer } from '../../../helpers/sharing/computer.ts'
import { startSshServer } from '../../../helpers/sharing/ssh-server.ts'
import { resources, temporaryDirectory } from '../../../helpers/test-app.ts'

test('somebody without a workspace joins a shared one over ssh from the first screen, and may have enough of it', async ({
  page,
}) => {
  using directory = temporaryDirectory()
  using server = await startSshServer(directory.path)
  test.skip(!server, 'there is no ssh server on this computer')
  const remote = server?.address(bareRepository(directory.path)) ?? ''
  process.env['GIT_SSH_COMMAND'] = server?.command('mine')
  const [ada, ben] = [createComputer(directory.path, 'Ada'), createComputer(directory.path, 'Ben')]
  const workspaceId = (await ada.api.workspaces.create({ name: 'Acme' })).id
  await ada.api.connectors.install({ workspaceId, ...wordpress })
  await ada.api.sharing.share({ workspaceId, remote })
  const { identity } = await ben.api.person.show({})
  await ada.api.members.invite({ workspaceId, role: 'admin', identity: identity ?? '' })
  const invitation = join(directory.path, 'ben.patchbay-invitation')
  writeFileSync(invitation, ada.written())
  const { rendererDir, version } = resources
  const host = await startHttpHost({ app: ben.app, rendererDir, port: 0, version })
  await page.goto(host.oneTimeUrl())

  const dialog = page.getByRole('dialog', { name: 'Join a workspace' })
  const begin = async () => {
    await page.getByRole('button', { name: 'Join a workspace…' }).click()
    await dialog.getByText('A shared workspace of another computer').click()
    await dialog.getByLabel('Address of its git repository').fill(remote)
    await dialog.getByLabel('Invitation', { exact: true }).setInputFiles(invitation)
    await dialog.getByRole('button', { name: 'Join', exact: true }).click()
  }
  process.env['GIT_SSH_COMMAND'] = 'sleep 100 #'
  await begin()
  await expect(dialog.getByRole('status')).toContainText('git brings the repository here…')
  expect(await violationsInDialog(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toBeHidden()
  expect(await ben.api.workspaces.list({})).toEqual([])

  process.env['GIT_SSH_COMMAND'] = server?.command('mine')
  await begin()
  await expect(page.getByText('You are now an admin of Acme')).toBeVisible()
  await page.getByRole('tab', { name: 'Installed' }).click()
  await expect(page.getByText('Company blog').first()).toBeVisible()
  delete process.env['GIT_SSH_COMMAND']
  await host.close()
  await ada.app.close()
  await ben.app.close()
})
