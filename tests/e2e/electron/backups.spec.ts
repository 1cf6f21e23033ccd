import { mkdirSync } from 'node:fs'
import { apiOfWindow } from '../hosts/window-api.ts'
import { decryptWithAge, hasAge } from '../../helpers/backups/age-command.ts'
import { createCli } from '../../helpers/cli.ts'
import { SECRET, wordpress } from '../../helpers/samples.ts'
import { expect, test } from './program/desktop.ts'
import type { RealProgram } from './program/launch.ts'

const PASSPHRASE = 'six words of a backup passphrase'

/** The command line on data of its own, with a file of the passphrase of a backup. */
function commandLine(directory: string) {
  mkdirSync(directory)
  const { file, json } = createCli(directory)
  const environment = { PATCHBAY_BACKUP_PASSPHRASE_FILE: file('backup-passphrase', PASSPHRASE) }
  return { file, run: async (...args: string[]) => (await json(args, { environment })).value }
}

/** Makes a backup of a workspace with one connector and answers the native save dialog. */
async function makeBackup({ electron, page }: RealProgram, file: string): Promise<void> {
  const api = apiOfWindow(page)
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  await api.connectors.install({ workspaceId, ...wordpress })
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  expect(await api.workspaceBackups.create({ passphrase: PASSPHRASE, proof: { [workspaceId]: 'Acme' } })).toMatchObject(
    { path: file, unreadable: 0 },
  )
}

test('a backup that the desktop program makes is restored by the command line', async ({ desktop, program }) => {
  const file = desktop.at('acme.patchbay-backup')
  await makeBackup(program, file)
  const { run } = commandLine(desktop.at('elsewhere'))
  expect(await run('backup', 'restore', file)).toMatchObject([{ name: 'Acme', added: 1 }])
  expect(await run('connector', 'list')).toMatchObject([{ name: wordpress.name }])
  const again = desktop.at('again.age')
  await run('backup', 'create', '--out', again)
  expect(await run('backup', 'inspect', again)).toMatchObject({
    workspaces: [{ name: 'Acme', connectors: 1, secrets: 1, unreadable: 0 }],
  })
})

test('a backup that the command line makes is opened and restored in the window', async ({ desktop, program }) => {
  const out = desktop.at('acme.age')
  const { file, run } = commandLine(desktop.at('source'))
  const values = ['--config', file('config', wordpress.config), '--auth', file('auth', wordpress.auth)]
  await run('workspace', 'create', 'Acme')
  await run('connector', 'install', 'wordpress', '--name', wordpress.name, ...values)
  await run('backup', 'create', '--out', out)

  const { page } = program
  await page.getByRole('button', { name: 'Restore a backup…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Backup file').setInputFiles(out)
  await dialog.getByLabel('Passphrase').fill('the wrong passphrase')
  await dialog.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(dialog.getByText('This passphrase does not open this backup')).toBeVisible()
  await dialog.getByLabel('Passphrase').fill(PASSPHRASE)
  await dialog.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(dialog.getByLabel('Name of the new workspace')).toBeVisible()
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
  await expect(page.getByRole('button', { name: `Configure ${wordpress.name}` })).toBeVisible()
})

if (!hasAge) console.log('skipped: no age')

test.describe('with the age command', () => {
  test.skip(!hasAge, 'the system has no age')

  test('age opens a backup that the desktop program makes', async ({ desktop, program }) => {
    const file = desktop.at('acme.patchbay-backup')
    await makeBackup(program, file)
    const [header = '', connector = ''] = decryptWithAge(file, PASSPHRASE).split('\n')
    expect(JSON.parse(header)).toMatchObject({ format: 'patchbay-backup', workspaces: [{ name: 'Acme' }] })
    expect(JSON.parse(connector)).toMatchObject({ name: wordpress.name })
    expect(connector).toContain(SECRET)
  })
})
