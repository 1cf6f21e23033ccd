import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { DoctorReport } from '../../../../src/contract/groups/doctor.ts'
import { projectPath } from '../../../helpers/paths.ts'
import { createKeys } from '../../package/keys.ts'
import type { DesktopProgram } from '../program/desktop.ts'
import { expect, type Publishing, type Release, test } from '../program/published.ts'

test.skip(process.platform !== 'linux', 'the updaters of macOS and Windows need the installed program of their system')

const current = (JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as { version: string }).version

const check = (program: DesktopProgram) => program.clickMenu(['Help', 'Check for updates…'])

/** Starts the installed program and checks for updates. */
async function look({ start }: Pick<Release, 'start'>, env?: NodeJS.ProcessEnv): Promise<DesktopProgram> {
  const program = await start(env)
  await program.page.getByRole('heading', { name: 'Welcome to Patchbay' }).waitFor()
  await check(program)
  return program
}

test('the address is contacted only when a person checks; no answer is an error, and an older version is no update', async ({
  release,
}) => {
  const program = await release.start()
  const { page } = program
  await page.getByRole('heading', { name: 'Welcome to Patchbay' }).waitFor()
  expect(release.requests).toEqual([])
  await check(program)
  await expect(page.getByText('The update server does not answer.')).toBeVisible()
  release.publish('0.0.1')
  await page.getByRole('button', { name: 'Retry' }).click()
  const isNewest = page.getByText(`Patchbay ${current} is the newest version.`)
  await expect(isNewest).toBeVisible()
  await page.getByRole('dialog', { name: 'Updates' }).getByRole('button', { name: 'Close' }).last().click()
  release.publish(current)
  await check(program)
  await expect(isNewest).toBeVisible()
  const request = { url: '/latest-linux.yml', stagingId: 'none' }
  expect(release.requests).toEqual([request, request, request])
})

test('a newer version is downloaded and replaces the program at the restart', async ({ release }) => {
  release.publish('9.9.9')
  const { page, ended } = await look(release)
  const dialog = page.getByRole('dialog', { name: 'Updates' })
  await expect(dialog.getByText('Downloading Patchbay 9.9.9')).toBeVisible()
  await expect(dialog.getByRole('progressbar')).toHaveAttribute('max', '100')
  release.continueDownload()
  await expect(dialog.getByText('Patchbay 9.9.9 is ready.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Later' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Restart now' }).click()
  expect(await ended).toBe(0)
  expect(readFileSync(release.installed, 'utf8')).toContain('padding')
  await expect.poll(() => existsSync(release.mark)).toBe(true)
  // The new version finds the database closed and no other program on it.
  const files = readFileSync(release.mark, 'utf8')
  expect(files).toContain('patchbay.db\n')
  expect(files).not.toContain('patchbay.db-wal')
  expect(files).not.toContain(join('electron', 'SingletonLock'))
})

test('Later installs the version at the next quit', async ({ release }) => {
  release.publish('9.9.9')
  release.continueDownload()
  const { page, quit } = await look(release)
  await page.getByRole('button', { name: 'Later' }).click()
  expect(readFileSync(release.installed, 'utf8')).not.toContain('padding')
  expect(await quit()).toBe(0)
  await expect.poll(() => readFileSync(release.installed, 'utf8')).toContain('padding')
})

test('a download that does not match what was published is not installed', async ({ release }) => {
  release.publish('9.9.9', { damaged: true })
  release.continueDownload()
  const { page, quit } = await look(release)
  await expect(page.getByText('The download does not match what was published.')).toBeVisible()
  expect(await quit()).toBe(0)
  expect(readFileSync(release.installed, 'utf8')).not.toContain('padding')
})

const sha512Of = (content: string) => createHash('sha512').update(content).digest('base64')
const REFUSED: Record<string, Publishing> = {
  'without a signature': { keys: null },
  'signed with the key of somebody else': { keys: createKeys() },
  'with a signature that is none': { change: (published) => ({ ...published, signature: ['yes'] }) },
  'under another number than was signed': { change: (published) => ({ ...published, version: '9.9.10' }) },
  'with other checksums than were signed': {
    change: (published) => ({
      ...published,
      files: published.files.map((file) => ({ ...file, sha512: sha512Of('x') })),
    }),
  },
  'with a file more than was signed': {
    change: (published) => ({
      ...published,
      files: [{ url: 'x.AppImage', sha512: sha512Of('x') }, ...published.files],
    }),
  },
  'for longer than was signed': { change: (published) => ({ ...published, validUntil: '2999-01-01T00:00:00.000Z' }) },
  'under the number that is installed, without a signature': {
    keys: null,
    change: (published) => ({ ...published, version: current }),
  },
}
test('a version whose signature does not match is refused before anything is downloaded', async ({ release }) => {
  release.continueDownload()
  const program = await release.start()
  const { page } = program
  await page.getByRole('heading', { name: 'Welcome to Patchbay' }).waitFor()
  for (const [how, publishing] of Object.entries(REFUSED))
    await test.step(how, async () => {
      release.publish('9.9.9', publishing)
      await check(program)
      const dialog = page.getByRole('dialog', { name: 'Updates' })
      await expect(dialog.getByText('a version that the makers of Patchbay have not signed')).toBeVisible()
      await dialog.getByRole('button', { name: 'Close' }).last().click()
      await expect(dialog).toBeHidden()
    })
  expect(await program.quit()).toBe(0)
  expect(new Set(release.requests.map(({ url }) => url))).toEqual(new Set(['/latest-linux.yml']))
  expect(release.requests.length).toBe(Object.keys(REFUSED).length)
  expect(readFileSync(release.installed, 'utf8')).not.toContain('padding')
})

test('what was signed too long ago is refused, whatever version it names', async ({ release }) => {
  release.continueDownload()
  const program = await release.start()
  const { page } = program
  await page.getByRole('heading', { name: 'Welcome to Patchbay' }).waitFor()
  for (const version of ['9.9.9', current])
    await test.step(version, async () => {
      release.publish(version, { signedAt: new Date('2026-01-01') })
      await check(program)
      const dialog = page.getByRole('dialog', { name: 'Updates' })
      await expect(dialog.getByText('too old to be trusted')).toBeVisible()
      await dialog.getByRole('button', { name: 'Close' }).last().click()
      await expect(dialog).toBeHidden()
    })
  expect(await program.quit()).toBe(0)
  expect(new Set(release.requests.map(({ url }) => url))).toEqual(new Set(['/latest-linux.yml']))
})

test('a program that hears of no updates says so until something signed counts again, over a restart too', async ({
  desktop,
  release,
}) => {
  /** What `doctor` says, which runs in the program that holds the data directory. */
  const updatesLine = async () => {
    const doctor = [projectPath('out/main/cli.cjs'), 'doctor', '--json', '--data-dir', desktop.dataDir]
    const { stdout, stderr } = await promisify(execFile)(process.execPath, doctor)
    const { findings } = JSON.parse(stdout) as DoctorReport
    return { line: findings.find(({ id }) => id === 'updates') ?? null, stderr }
  }
  release.buildUntil('2026-02-03T00:00:00.000Z')
  const program = await release.start()
  const warning = program.page.getByRole('region', { name: 'Warnings' })
  await expect(warning).toContainText('Updates could not be verified since February 3, 2026.')
  expect(release.requests).toEqual([])
  expect(await updatesLine()).toMatchObject({
    line: { state: 'warning', detail: expect.stringContaining('since 2026-02-03') },
    stderr: expect.stringContaining('Warning: updates could not be verified since 2026-02-03'),
  })

  release.publish(current, { signedAt: new Date('2026-01-01') })
  await warning.getByRole('button', { name: 'Check for updates…' }).click()
  const dialog = program.page.getByRole('dialog', { name: 'Updates' })
  await expect(dialog.getByText('too old to be trusted')).toBeVisible()
  release.publish(current)
  await dialog.getByRole('button', { name: 'Retry' }).click()
  await expect(dialog.getByText(`Patchbay ${current} is the newest version.`)).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(warning).toBeHidden()
  expect(await program.quit()).toBe(0)

  const again = await release.start()
  await again.page.getByRole('heading', { name: 'Welcome to Patchbay' }).waitFor()
  await expect(again.page.getByRole('region', { name: 'Warnings' })).toBeHidden()
  expect(await updatesLine()).toEqual({ line: null, stderr: '' })
})

test('a program that cannot be replaced explains that', async ({ release }) => {
  release.publish('9.9.9')
  const { page } = await look(release, {})
  await expect(page.getByText('Patchbay runs from files that it cannot replace.')).toBeVisible()
  expect(release.requests).toEqual([])
})
