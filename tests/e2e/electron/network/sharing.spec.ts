import { bareRepository, git } from '../../../helpers/sharing/computer.ts'
import { wordpress } from '../../../helpers/samples.ts'
import { apiOfWindow } from '../../hosts/window-api.ts'
import { expect, test } from '../program/desktop.ts'

test('two people share a workspace through a folder from window to window', async ({ desktop, program }) => {
  const remote = bareRepository(desktop.at('.'))
  const ada = program.page
  const other = await desktop.start({ dataDir: desktop.at('other') })
  const ben = other.page
  const api = apiOfWindow(ada)
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const { id } = await api.connectors.install({ workspaceId, ...wordpress })

  await ada.getByRole('tab', { name: 'Workspace' }).click()
  await ada.getByRole('button', { name: 'Share…' }).click()
  const share = ada.getByRole('dialog', { name: 'Share the workspace' })
  await share.getByLabel('Address of an empty git repository').fill(remote)
  await share.getByRole('button', { name: 'Share', exact: true }).click()
  await expect(share).toBeHidden()

  // Who has no workspace yet finds the identity where an invitation is asked for.
  await ben.getByRole('button', { name: 'Join a workspace…' }).click()
  await ben.getByRole('button', { name: 'Your identity…' }).click()
  await ben.getByRole('button', { name: 'Show identity' }).click()
  const identity = await ben.getByLabel('Identity').inputValue()
  await ben.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click()

  await ada.getByRole('button', { name: 'Invite…' }).click()
  const invite = ada.getByRole('dialog', { name: 'Invite somebody' })
  await invite.getByRole('textbox', { name: 'Identity' }).fill(identity)
  const invitation = desktop.at('ben.patchbay-invitation')
  await program.saveTo(invitation)
  await invite.getByRole('button', { name: 'Save invitation…' }).click()
  await ada.getByRole('dialog', { name: 'People' }).getByRole('button', { name: 'Close' }).first().click()

  await ben.getByRole('button', { name: 'Join a workspace…' }).click()
  const join = ben.getByRole('dialog', { name: 'Join a workspace' })
  await join.getByText('A shared workspace of another computer').click()
  await join.getByLabel('Address of its git repository').fill(remote)
  await join.getByLabel('Invitation', { exact: true }).setInputFiles(invitation)
  await join.getByRole('button', { name: 'Join', exact: true }).click()
  await expect(ben.getByText(/You are now an? \w+ of Acme/)).toBeVisible()
  await ben.getByRole('tab', { name: 'Installed' }).click()
  await ben.getByRole('button', { name: `Activate ${wordpress.name}` }).click()
  await ben.getByRole('button', { name: /Synchronise now/ }).click()
  await expect(ben.getByRole('button', { name: 'Up to date. Synchronise now' })).toBeVisible()

  await ada.getByRole('button', { name: /Synchronise now/ }).click()
  await ada.getByRole('tab', { name: 'Installed' }).click()
  await expect(ada.getByRole('button', { name: `Deactivate ${wordpress.name}` })).toBeVisible()
  expect((await api.connectors.get({ workspaceId, id })).status).toBe('active')
  expect(git('-C', remote, 'log', '-1', '--format=%s', 'patchbay').trim()).toBe(`Activated ${wordpress.name}`)
})
