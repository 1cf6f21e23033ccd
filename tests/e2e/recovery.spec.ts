import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test as base } from '@playwright/test'
import Database from 'better-sqlite3'
import { type AppApi, type AppContract, createClient } from '../../src/contract/index.ts'
import { openApp } from '../../src/main/open-app.ts'
import { startHttpHost } from '../../src/main/hosts/http/server.ts'
import { createMemoryKeychain } from '../helpers/memory-keychain.ts'
import { wordpress } from '../helpers/samples.ts'
import { ada, createTestClock, resources, temporaryDirectory } from '../helpers/test-app.ts'
import type { HostOptions } from './program.ts'

interface Data {
  dataDir: string
  /** The database file. */
  file: string
  /** Runs the program on the directory and shows its screens in the test's page. */
  open(): Promise<AppApi>
}

const keychainEngine = createMemoryKeychain()

const start = (dataDir: string) =>
  openApp({
    dataDir,
    host: 'http',
    resources,
    keychainEngine,
    clock: createTestClock(),
    identity: ada,
    report: () => undefined,
    standby: () => true,
  })

/** The program on files, with a workspace named Acme in its one backup. */
const test = base.extend<HostOptions & { data: Data }>({
  host: ['http', { option: true }],

  data: async ({ page }, use) => {
    using directory = temporaryDirectory()
    const dataDir = directory.path
    const before = start(dataDir)
    await createClient<AppContract>(before.dispatch).workspaces.create({ name: 'Acme' })
    await before.close()

    const errors: Error[] = []
    page.on('pageerror', (error) => errors.push(error))
    const stops: (() => Promise<void>)[] = []
    const open = async () => {
      const app = start(dataDir)
      const { rendererDir, version } = resources
      const host = await startHttpHost({ app, rendererDir, port: 0, version })
      stops.push(host.close, app.close)
      await page.goto(host.oneTimeUrl())
      return createClient<AppContract>(app.dispatch)
    }
    await use({ dataDir, file: join(dataDir, 'patchbay.db'), open })
    for (const stop of stops) await stop()
    expect(errors).toEqual([])
  },
})

test.skip(({ host }) => host !== 'http', 'Only the http host is run on files here')

/** What axe finds. */
async function violations(page: Page) {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

/** Opens the dialog of a working program from the palette. */
async function openDialog(page: Page) {
  await page.getByRole('button', { name: /^Commands/ }).click()
  await page.getByRole('combobox').fill('restore all data')
  await page.keyboard.press('Enter')
  return page.getByRole('dialog', { name: 'Restore all data' })
}

const restoreButton = (page: Page) => page.getByRole('button', { name: /^Restore the backup of/ })

test('a damaged database is said to be safe, and a backup brings the workspaces back', async ({ page, data }) => {
  writeFileSync(data.file, 'no database at all')
  const api = await data.open()
  await expect(page.getByRole('heading', { level: 1, name: 'The data cannot be opened' })).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('Your file is left as it is')
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(restoreButton(page)).toHaveCount(1)
  expect(await violations(page)).toEqual([])

  await restoreButton(page).click()
  const confirm = page.getByRole('alertdialog')
  await expect(confirm).toContainText('moved aside and never deleted')
  expect(await violations(page)).toEqual([])
  await confirm.getByRole('button', { name: 'Cancel' }).click()
  expect(readFileSync(data.file, 'utf8')).toBe('no database at all')

  await restoreButton(page).click()
  await confirm.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText(`is kept in ${data.dataDir}`)
  expect(await api.workspaces.list({})).toMatchObject([{ name: 'Acme' }])
})

test('an empty database is begun only after the word was typed', async ({ page, data }) => {
  writeFileSync(data.file, 'damaged')
  const api = await data.open()
  const startEmpty = page.getByRole('button', { name: 'Start empty' })
  await expect(startEmpty).toHaveAttribute('aria-disabled', 'true')
  await page.getByLabel('Type “empty” to confirm').fill('empt')
  await page.getByLabel('Type “empty” to confirm').press('Enter')
  expect(readFileSync(data.file, 'utf8')).toBe('damaged')
  await page.getByLabel('Type “empty” to confirm').fill('empty')
  await startEmpty.click()
  await expect(page.getByRole('heading', { name: 'Welcome to Patchbay' })).toBeVisible()
  expect(await api.workspaces.list({})).toEqual([])
})

test('a database that another program holds open is shown as soon as that has ended', async ({ page, data }) => {
  const holder = start(data.dataDir)
  await data.open()
  await expect(page.getByRole('heading', { name: 'The data cannot be used at the moment' })).toBeVisible()
  await expect(restoreButton(page)).toHaveCount(0)
  expect(await violations(page)).toEqual([])
  await holder.close()
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
})

test('data of a newer program asks for that program and offers nothing that would replace it', async ({
  page,
  data,
}) => {
  const sqlite = new Database(data.file)
  sqlite.pragma('user_version = 99')
  sqlite.close()
  await data.open()
  await expect(page.getByRole('heading', { name: 'The data needs a newer Patchbay' })).toBeVisible()
  await expect(page.getByRole('button')).toHaveText(['Retry'])
})

test('backups that cannot be listed, and none at all, are told apart', async ({ page, data }) => {
  await data.open()
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  const backups = join(data.dataDir, 'backups')
  rmSync(backups, { recursive: true })
  writeFileSync(backups, '')
  const dialog = await openDialog(page)
  await expect(dialog.getByRole('alert')).toContainText('The backups could not be listed')
  expect(await violations(page)).toEqual([])
  rmSync(backups)
  await dialog.getByRole('button', { name: 'Retry' }).click()
  await expect(dialog.getByText('There are no backups yet')).toBeVisible()
})

test('a lost database is not said to be there', async ({ page, data }) => {
  rmSync(data.file)
  await data.open()
  await expect(page.getByRole('alert')).toContainText('is missing')
  await expect(page.getByRole('alert')).not.toContainText('Your file is left as it is')
  await restoreButton(page).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
})

test('the palette brings all data of a working program back to a backup', async ({ page, data }) => {
  const api = await data.open()
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  await api.workspaces.create({ name: 'Later' })
  const dialog = await openDialog(page)
  await expect(dialog.getByRole('list', { name: 'Backups' }).getByRole('listitem')).toHaveCount(1)
  expect(await violations(page)).toEqual([])
  await restoreButton(page).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('The backup was restored')
  await expect(dialog).toBeHidden()
  expect(await api.workspaces.list({})).toMatchObject([{ name: 'Acme' }])
})

test('a window that looks on shows the restored connectors too', async ({ page, data, context }) => {
  const before = start(data.dataDir)
  const first = createClient<AppContract>(before.dispatch)
  const [workspace] = await first.workspaces.list({})
  const workspaceId = workspace!.id
  await first.connectors.install({ workspaceId, ...wordpress, name: 'Kept' })
  await before.close()
  rmSync(join(data.dataDir, 'backups'), { recursive: true })
  // The first change of a day makes a backup, which has this connector and no other.
  const again = start(data.dataDir)
  await createClient<AppContract>(again.dispatch).workspaces.setColour({ workspaceId, colour: 'green' })
  await again.close()

  const api = await data.open()
  await api.connectors.install({ workspaceId, ...wordpress, name: 'Later' })
  await api.workspaces.create({ name: 'Later too' })
  const other = await context.newPage()
  await other.goto(page.url())
  await other.getByRole('tab', { name: /Installed/ }).click()
  await expect(other.getByRole('button', { name: 'Configure Later' })).toBeVisible()
  const dialog = await openDialog(page)
  await restoreButton(page).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Restore' }).click()
  await expect(dialog).toBeHidden()
  await expect(other.getByRole('button', { name: 'Configure Later' })).toHaveCount(0)
  await expect(other.getByRole('button', { name: 'Configure Kept' })).toBeVisible()
  await other.getByRole('button', { name: 'Workspace: Acme' }).click()
  await expect(other.getByText('Later too')).toHaveCount(0)
})

test('a backup that is damaged itself is refused and the program goes on', async ({ page, data }) => {
  const api = await data.open()
  const [backup] = await api.backups.list({})
  writeFileSync(join(data.dataDir, 'backups', backup!.name), 'damaged')
  const dialog = await openDialog(page)
  await restoreButton(page).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('The backup was not restored')
  await expect(dialog).toBeVisible()
  expect(await api.workspaces.list({})).toMatchObject([{ name: 'Acme' }])
})
