import { writeFileSync } from 'node:fs'
import { apiOfWindow } from '../hosts/window-api.ts'
import { decryptWithAge, hasAge } from '../../helpers/backups/age-command.ts'
import { SECRET, wordpress } from '../../helpers/samples.ts'
import { runCli } from './program/cli.ts'
import { expect, test } from './program/desktop.ts'
import type { RealProgram } from './program/launch.ts'

const PASSPHRASE = 'six words of a backup passphrase'

/** The command line reads passphrases from files because it has neither a keychain nor a screen. */
function passphraseFiles(at: (name: string) => string): NodeJS.ProcessEnv {
  const write = (name: string, passphrase: string) => {
    writeFileSync(at(name), passphrase)
    return at(name)
  }
  return {
    PATCHBAY_PASSPHRASE_FILE: write('passphrase', 'correct horse battery staple'),
    PATCHBAY_BACKUP_PASSPHRASE_FILE: write('backup-passphrase', PASSPHRASE),
  }
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
  const otherDir = desktop.at('elsewhere')
  const environment = passphraseFiles(desktop.at)
  expect(await runCli(otherDir, ['backup', 'restore', file], environment)).toMatchObject([{ name: 'Acme', added: 1 }])
  expect(await runCli(otherDir, ['connector', 'list'], environment)).toMatchObject([{ name: wordpress.name }])
  const again = desktop.at('again.age')
  await runCli(otherDir, ['backup', 'create', '--out', again], environment)
  expect(await runCli(otherDir, ['backup', 'inspect', again], environment)).toMatchObject({
    workspaces: [{ name: 'Acme', connectors: 1, secrets: 1, unreadable: 0 }],
  })
})

test('a backup that the command line makes is opened and restored in the window', async ({ desktop, program }) => {
  const source = desktop.at('source')
  const file = desktop.at('acme.age')
  const environment = passphraseFiles(desktop.at)
  const spy = (name: string, value: object) => {
    writeFileSync(desktop.at(name), JSON.stringify(value))
    return [`--${name}`, desktop.at(name)]
  }
  await runCli(source, ['workspace', 'create', 'Acme'], environment)
  const values = [...spy('config', wordpress.config), ...spy('auth', wordpress.auth)]
  await runCli(source, ['connector', 'install', 'wordpress', '--name', wordpress.name, ...values], environment)
  await runCli(source, ['backup', 'create', '--out', file], environment)

  const { page } = program
  await page.getByRole('button', { name: 'Restore a backup…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Backup file').setInputFiles(file)
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
