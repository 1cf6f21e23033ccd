import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { FUSES, wrongFuses } from '../../../build/fuses.ts'
import { foreignFiles, packagedFiles } from '../../../build/inspect.ts'
import { apiOfWindow } from '../hosts/window-api.ts'
import { SECRET, wordpress } from '../../helpers/samples.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'
import { isOlder, OLDER_FUSES, OLDER_START } from '../package/given-electron.ts'
import { runBuild } from '../package/run-build.ts'
import { electronBinary } from './program/binary.ts'
import { runCli } from './program/cli.ts'
import { expect, test } from './program/desktop.ts'
import type { ProgramProcess, StartOptions } from './program/launch.ts'
import { cannotDriveNative, nativeWindow } from './program/native.ts'

// A release tests the program that it packed; otherwise one is packed here on the Electron of the specs.
const packagedPath = process.env['PATCHBAY_PACKAGED']
const isLinux = process.platform === 'linux'

test.skip(
  !packagedPath && !(isLinux && process.arch === 'x64'),
  'the package that is put together here is the one for Linux on x64',
)
test.describe.configure({ mode: 'serial' })

const electronDist = dirname(electronBinary() ?? '')
const older = !packagedPath && isOlder(electronDist)

let directory: ReturnType<typeof temporaryDirectory>
let programPath: string

test.beforeAll(() => {
  test.setTimeout(300_000)
  directory = temporaryDirectory()
  if (!packagedPath) runBuild(directory.path, { electron: electronDist })
  programPath = packagedPath ?? join(directory.path, 'out', 'linux-unpacked', 'patchbay')
})
test.afterAll(() => directory[Symbol.dispose]())

/** The directory of a packaged program that holds its archive. */
const resourcesOf = (program: string) =>
  process.platform === 'darwin' ? join(dirname(program), '..', 'Resources') : join(dirname(program), 'resources')

/** The window of a packaged program, which only the DevTools protocol can reach. */
async function connect(program: ProgramProcess): Promise<{ browser: Browser; page: Page }> {
  const address = () => /DevTools listening on (ws:\S+)/.exec(program.errors())?.[1]
  await expect.poll(address).toBeTruthy()
  const browser = await chromium.connectOverCDP(address() ?? '')
  const [context] = browser.contexts()
  const page = context?.pages()[0] ?? (await context?.waitForEvent('page'))
  if (!page) throw new Error(`The packaged program shows no window: ${program.errors()}`)
  return { browser, page }
}

type Start = (more: Partial<StartOptions>) => ProgramProcess

const startPackaged = (run: Start, more: Partial<StartOptions> = {}): ProgramProcess =>
  run({ packaged: programPath, ...more, args: ['--remote-debugging-port=0', ...(more.args ?? [])] })

/** Quits as at the end of a system session. */
async function quit(program: ProgramProcess): Promise<number | null> {
  process.kill(program.pid, 'SIGTERM')
  return program.ended
}

test('the package holds only listed files, all with checksums, with its fuses set and its licences beside it', async () => {
  const resources = resourcesOf(programPath)
  const archive = join(resources, 'app.asar')
  expect(foreignFiles(archive)).toEqual(older ? [OLDER_START] : [])
  const outside = packagedFiles(archive).filter(({ isUnpacked }) => isUnpacked)
  for (const { path } of outside) expect([path, existsSync(join(`${archive}.unpacked`, path))]).toEqual([path, true])
  for (const name of ['app', 'default_app.asar'])
    expect([name, existsSync(join(resources, name))]).toEqual([name, false])
  expect(await wrongFuses(programPath, older ? OLDER_FUSES : FUSES)).toEqual([])
  const besides = process.platform === 'darwin' ? resources : dirname(programPath)
  const read = (name: string) => readFileSync(join(besides, name), 'utf8')
  expect(read('LICENSE.electron.txt')).toContain('Electron contributors')
  expect(read('LICENSES.chromium.html')).toContain('The Chromium Authors')
})

const OWN_KEYCHAIN = 'it would write into the keychain of the person at the computer'

test('the packed program creates a workspace, installs a connector and reads it after a restart', async ({
  desktop,
}) => {
  test.skip(!isLinux, OWN_KEYCHAIN)
  const first = startPackaged(desktop.run)
  const { page } = await connect(first)
  await page.getByLabel('Name').fill('Acme')
  await page.getByRole('button', { name: 'Create workspace' }).click()
  await page.getByRole('tab', { name: 'Catalog' }).click()
  await page.getByRole('button', { name: 'Add WordPress' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill(wordpress.name)
  await dialog.getByLabel('Site URL').fill(wordpress.config.site_url)
  await dialog.getByLabel('Username', { exact: true }).fill(wordpress.auth.username)
  await dialog.getByLabel('Application password', { exact: true }).fill(wordpress.auth.application_password)
  await dialog.getByRole('button', { name: 'Add connector' }).click()
  await expect(dialog).toBeHidden()
  // A schema is validated in a worker thread, whose script is in the archive.
  const api = apiOfWindow(page)
  const [workspace] = await api.workspaces.list({})
  const other = { ...wordpress, name: 'Other', config: { site_url: 1 } }
  const wrong = api.connectors.install({ workspaceId: workspace?.id ?? '', ...other })
  await expect(wrong).rejects.toMatchObject({ code: 'invalid' })
  expect(await quit(first)).toBe(0)

  const second = startPackaged(desktop.run)
  const { page: again } = await connect(second)
  await again.getByRole('tab', { name: 'Installed' }).click()
  await expect(again.getByRole('button', { name: `Configure ${wordpress.name}` })).toBeVisible()
  // The key opens from the keychain, whose module is outside the archive.
  const key = await apiOfWindow(again).keys.open({ workspaceId: workspace?.id ?? '', wait: true })
  expect(key).toMatchObject({ state: 'READY', unreadable: 0 })
  expect(await quit(second)).toBe(0)
})

test('the packed program saves a backup to the path of the native dialog', async ({ desktop }) => {
  test.skip(cannotDriveNative !== false, cannotDriveNative || '')
  const program = startPackaged(desktop.run)
  const { page } = await connect(program)
  const api = apiOfWindow(page)
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  await api.connectors.install({ workspaceId, ...wordpress })
  const passphrase = 'six words of a backup passphrase'
  const backup = api.workspaceBackups.create({ passphrase, proof: { [workspaceId]: 'Acme' } })
  const file = desktop.at('acme.patchbay-backup')
  const dialog = await nativeWindow(program, /^Back up$/)
  dialog.press('ctrl+a')
  dialog.type(file)
  dialog.press('Return')
  expect(await backup).toMatchObject({ path: file, unreadable: 0 })
  expect(readFileSync(file).includes(SECRET)).toBe(false)
  expect(await quit(program)).toBe(0)

  writeFileSync(desktop.at('passphrase'), passphrase)
  const environment = { PATCHBAY_BACKUP_PASSPHRASE_FILE: desktop.at('passphrase') }
  expect(await runCli(desktop.at('elsewhere'), ['backup', 'inspect', file], environment)).toMatchObject({
    workspaces: [{ name: 'Acme', connectors: 1, secrets: 1 }],
  })
})

test('the packed program does not run as Node, loads no module or debugger, and runs no code beside its archive', async ({
  desktop,
}) => {
  const foreign = desktop.at('foreign.cjs')
  const trace = desktop.at('trace')
  writeFileSync(foreign, `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '')`)
  const appPath = join(resourcesOf(programPath), 'app')
  mkdirSync(appPath)
  writeFileSync(join(appPath, 'package.json'), JSON.stringify({ name: 'foreign', main: foreign }))
  const program = startPackaged(desktop.run, {
    args: ['--inspect=0', '-r', foreign],
    env: { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require=${foreign}` },
  })
  try {
    const { page } = await connect(program)
    await expect(page.getByRole('heading', { name: 'Welcome to Patchbay' })).toBeVisible()
  } finally {
    rmSync(appPath, { recursive: true })
  }
  expect(program.errors()).not.toContain('Debugger listening')
  expect(existsSync(trace)).toBe(false)
})

test('the packed program refuses to start without its sandbox, in a dialog', async ({ desktop }) => {
  test.skip(cannotDriveNative !== false, cannotDriveNative || '')
  const program = desktop.run({ packaged: programPath, args: ['--no-sandbox'] })
  const dialog = await nativeWindow(program, /^Error$/)
  dialog.press('Return')
  expect(await program.ended).toBe(1)
  expect(existsSync(join(desktop.dataDir, 'patchbay.db'))).toBe(false)
})

test('on macOS and Windows a program whose archive was changed does not start', async ({ desktop }) => {
  test.skip(isLinux, 'Electron compares the archive with its checksum on macOS and Windows alone')
  const [bundle = ''] = /^.*\.app(?=\/)/.exec(programPath) ?? [dirname(programPath)]
  const copy = desktop.at(basename(bundle))
  cpSync(bundle, copy, { recursive: true, verbatimSymlinks: true })
  const changed = join(copy, relative(bundle, programPath))
  const archive = join(resourcesOf(changed), 'app.asar')
  const bytes = readFileSync(archive)
  // Renames a function inside the archive; the script would still run.
  bytes.write('preparf', bytes.lastIndexOf('prepareElectron'))
  writeFileSync(archive, bytes)
  const program = startPackaged(desktop.run, { packaged: changed })
  expect(await program.ended).not.toBe(0)
})
