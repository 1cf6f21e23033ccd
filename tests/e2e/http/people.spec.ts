import { expect, type Page, test } from '@playwright/test'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { violationsInDialog, violationsOnPage } from '../../helpers/axe.ts'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { wordpress } from '../../helpers/samples.ts'
import { addMember, ben, createTestApp, resources, type TestApp } from '../../helpers/test-app.ts'

const { rendererDir, version } = resources
const serve = ({ app }: TestApp) => startHttpHost({ app, rendererDir, port: 0, version })

const menu = async (page: Page, item: string) => {
  await page.getByRole('button', { name: /^Workspace:/ }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

const openPeople = async (page: Page) => {
  await page.getByRole('tab', { name: 'Workspace' }).click()
  await page.getByRole('button', { name: 'People…' }).click()
}

/** A picture of a screen, where PATCHBAY_PICTURES names a folder. */
const picture = async (page: Page, name: string) => {
  const folder = process.env['PATCHBAY_PICTURES']
  if (!folder) return
  for (const colorScheme of ['light', 'dark'] as const)
    for (const [width, height] of [
      [800, 600],
      [1280, 800],
    ] as const) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height })
      await page.screenshot({ path: `${folder}/${name}-${colorScheme}-${width}.png` })
    }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1280, height: 720 })
}

test('the first start asks who somebody is, and an owner invites, changes a role and removes', async ({ page }) => {
  const program = createTestApp()
  const bens = createTestApp({ store: program.store, keychain: createMemoryKeychain(), identity: ben })
  const host = await serve(program)
  await page.goto(host.oneTimeUrl())
  const who = page.getByLabel('Who you are')
  await expect(who).toHaveValue('Ada')
  await picture(page, 'first-start')
  await who.fill('Ada Lovelace')
  await page.getByRole('textbox', { name: 'Name' }).fill('Acme')
  await page.getByRole('button', { name: 'Create workspace' }).click()
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  const [workspace] = await program.api.workspaces.list({})
  const workspaceId = workspace!.id

  await openPeople(page)
  const people = page.getByRole('dialog', { name: 'People' })
  await expect(people.getByText('Ada Lovelace (you)')).toBeVisible()
  await people.getByRole('button', { name: 'Invite…' }).click()
  const invite = page.getByRole('dialog', { name: 'Invite somebody' })
  await invite.getByLabel('Identity', { exact: true }).fill('patchbay1:nonsense')
  await invite.getByRole('button', { name: 'Save invitation…' }).click()
  await expect(invite.getByText('Enter the whole line that begins with patchbay1:')).toBeVisible()
  expect(await violationsInDialog(page)).toEqual([])
  await picture(page, 'invite')
  const { identity } = await bens.api.person.show({})
  await invite.getByLabel('Identity', { exact: true }).fill(identity ?? '')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    invite.getByRole('button', { name: 'Save invitation…' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('Acme-Ben.patchbay-invitation')
  const file = await download.path()

  // Ben, on a computer of his own.
  const bensHost = await serve(bens)
  const bensPage = await page.context().newPage()
  await bensPage.goto(bensHost.oneTimeUrl())
  const notice = bensPage.getByRole('alert')
  await expect(notice).toContainText('Ada Lovelace created it')
  await picture(bensPage, 'stranger')
  expect(await violationsOnPage(bensPage)).toEqual([])
  await notice.getByRole('button', { name: 'Join a workspace…' }).click()
  const join = bensPage.getByRole('dialog', { name: 'Join a workspace' })
  await expect(join).toBeVisible()
  await picture(bensPage, 'join')
  expect(await violationsInDialog(bensPage)).toEqual([])
  await join.getByLabel('Invitation', { exact: true }).setInputFiles(file)
  await join.getByRole('button', { name: 'Join', exact: true }).click()
  await expect(bensPage.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  await expect(bensPage.getByText('You are now an admin of Acme')).toBeVisible()

  await expect(people.getByText('Ada Lovelace (you)')).toBeVisible()
  await people.getByRole('button', { name: 'Close' }).first().click()
  await openPeople(page)
  await people.getByLabel('Role of Ben').selectOption('Owner')
  await expect
    .poll(async () => (await program.api.members.list({ workspaceId })).map(({ role }) => role))
    .toEqual(['owner', 'owner'])
  await picture(page, 'people')
  expect(await violationsInDialog(page)).toEqual([])
  const question = page.getByRole('alertdialog')
  const keyVersion = () => program.store.sqlite.prepare('SELECT max(version) FROM workspace_keys').pluck().get()
  await people.getByLabel('Role of Ben').selectOption('Member')
  await expect(question.getByRole('checkbox', { name: 'Rotate the key' })).toBeChecked()
  await question.getByRole('button', { name: 'Make a member' }).click()
  await expect(people.getByLabel('Role of Ben')).toHaveValue('member')
  await expect.poll(keyVersion).toBe(2)
  await people.getByLabel('Role of Ben').selectOption('Admin')
  await expect(people.getByLabel('Role of Ben')).toHaveValue('admin')
  await people.getByRole('button', { name: 'Remove Ben…' }).click()
  await expect(question.getByRole('checkbox', { name: 'Rotate the key' })).toBeChecked()
  await picture(page, 'remove')
  await question.getByRole('button', { name: 'Remove' }).click()
  await expect(people.getByText('Ben')).toHaveCount(0)
  await expect.poll(keyVersion).toBe(3)
  await bensHost.close()
  await host.close()
  await bens.app.close()
  await program.app.close()
})

test('a member learns why nothing can be changed and whom to ask, and may leave', async ({ page }) => {
  const program = createTestApp()
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  await program.api.connectors.install({ workspaceId, ...wordpress })
  const deleted = await program.api.connectors.install({ workspaceId, ...wordpress, name: 'Deleted' })
  await program.api.connectors.remove({ workspaceId, id: deleted.id })
  addMember(program.store, workspaceId, ben, 'member')
  const bens = createTestApp({ store: program.store, keychain: createMemoryKeychain(), identity: ben })
  const host = await serve(bens)
  await page.goto(host.oneTimeUrl())
  const reason = 'You are a member of Acme. You can see everything except secrets. Ask Ada.'
  const tabs = page.getByRole('tablist').first()
  await expect(page.getByRole('tabpanel', { name: 'Installed' }).getByText(reason)).toBeVisible()
  await tabs.getByRole('tab', { name: 'Activity' }).click()
  await page
    .getByRole('listitem')
    .filter({ hasText: `added ${wordpress.name}` })
    .click()
  await expect(page.getByRole('list', { name: 'Activity' }).getByText(reason)).toBeVisible()
  await tabs.getByRole('tab', { name: 'Workspace' }).click()
  await expect(page.getByRole('tabpanel').getByText(reason)).toBeVisible()
  await page.getByRole('button', { name: 'Trash…' }).click()
  await expect(page.getByRole('dialog', { name: 'Trash' }).getByText(reason)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^Key:/ })).toHaveCount(0)
  await picture(page, 'member')
  await openPeople(page)
  const people = page.getByRole('dialog', { name: 'People' })
  await expect(people.getByText('Only owners invite people, change roles and remove people. Ask Ada.')).toBeVisible()
  await expect(people.getByRole('button', { name: 'Invite…' })).toHaveCount(0)
  await people.getByRole('button', { name: 'Leave…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click()
  await expect(page.getByRole('alert')).toContainText('This data belongs to other people')
  expect(await program.api.members.list({ workspaceId })).toHaveLength(1)
  await host.close()
  await bens.app.close()
  await program.app.close()
})

test('a person shows their identity, and one passphrase of theirs unlocks all workspaces', async ({ page }) => {
  const noKeychain = () =>
    Object.assign(createMemoryKeychain(), { failing: 'Cannot autolaunch D-Bus without X11 $DISPLAY' })
  const first = createTestApp({ keychain: noKeychain() })
  for (const name of ['Acme', 'Globex'])
    await first.api.workspaces.create({ name, passphrase: `a long passphrase for ${name}` })
  await first.api.person.setPassphrase({ passphrase: 'my own six words for all' })
  const program = createTestApp({ store: first.store, keychain: noKeychain() })
  const host = await serve(program)
  await page.goto(host.oneTimeUrl())
  const chip = page.getByRole('button', { name: /^Key:/ })
  await expect(chip).toHaveAccessibleName(/^Key: Locked/)
  await menu(page, 'You…')
  const you = page.getByRole('dialog', { name: 'You' })
  await expect(you.getByLabel('Identity')).toHaveValue(/^patchbay1:/)
  await expect(you.getByRole('button', { name: 'Change passphrase…' })).toBeVisible()
  await picture(page, 'you')
  expect(await violationsInDialog(page)).toEqual([])
  await page.keyboard.press('Escape')

  await menu(page, 'Unlock 2 workspaces…')
  const key = page.getByRole('dialog')
  await key.getByLabel('Your own passphrase').fill('another passphrase')
  await key.getByRole('button', { name: 'Unlock all' }).click()
  await expect(key.getByText('This passphrase does not open your own key')).toBeVisible()
  await picture(page, 'unlock-all')
  expect(await violationsInDialog(page)).toEqual([])
  await key.getByLabel('Your own passphrase').fill('my own six words for all')
  await key.getByRole('button', { name: 'Unlock all' }).click()
  await expect(page.getByText('2 of 2 workspaces are open')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(chip).toHaveAccessibleName(/^Key: Open,/)
  await host.close()
  await program.app.close()
})
