import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { projectPath } from '../helpers/paths.ts'
import { createKeys, expect, type Publishing, type Release, test } from './published.ts'
import type { StandIn } from './stand-in/chromium/launch.ts'

test.skip(process.platform !== 'linux', 'the updaters of macOS and Windows need the installed program of their system')

const current = (JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as { version: string }).version

async function look(
  { start }: Pick<Release, 'start'>,
  env?: Record<string, string>,
): Promise<{ page: Page; standIn: StandIn }> {
  const standIn = start(env)
  const { page } = await standIn.firstWindow()
  await page.getByRole('heading', { name: 'Welcome to Patchbay' }).waitFor()
  await standIn.main.clickMenu(['help', 'Check for updates…'])
  return { page, standIn }
}

test('the newest version is told, and nothing was asked before somebody did', async ({ release }) => {
  release.publish(current)
  const { page } = await look(release)
  await expect(page.getByText(`Patchbay ${current} is the newest version.`)).toBeVisible()
  expect(release.requests).toEqual([{ url: '/latest-linux.yml', stagingId: 'none' }])
})

test('a newer version is downloaded, and replaces the program when it is restarted', async ({ release }) => {
  release.publish('9.9.9')
  const { page, standIn } = await look(release)
  const dialog = page.getByRole('dialog', { name: 'Updates' })
  await expect(dialog.getByText('Downloading Patchbay 9.9.9')).toBeVisible()
  await expect(dialog.getByRole('progressbar')).toHaveAttribute('max', '100')
  release.goOn()
  await expect(dialog.getByText('Patchbay 9.9.9 is ready.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Later' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Restart now' }).click()
  expect(await standIn.ended).toBe(0)
  expect(readFileSync(release.installed, 'utf8')).toContain('padding')
  await expect.poll(() => existsSync(release.mark)).toBe(true)
  // The new version finds the data closed, and nobody in its place.
  const files = standIn.notes.find(({ call }) => call === 'updateStarted')?.detail
  expect(files).toContain('patchbay.db')
  expect(files).not.toContain('patchbay.db-wal')
  expect(files).not.toContain(join('electron', 'SingletonLock'))
})

test('later means at the next quit', async ({ release }) => {
  release.publish('9.9.9')
  release.goOn()
  const { page, standIn } = await look(release)
  await page.getByRole('button', { name: 'Later' }).click()
  expect(readFileSync(release.installed, 'utf8')).not.toContain('padding')
  expect(await standIn.quit()).toBe(0)
  await expect.poll(() => readFileSync(release.installed, 'utf8')).toContain('padding')
})

test('a download that is not what was published is not installed', async ({ release }) => {
  release.publish('9.9.9', { damaged: true })
  release.goOn()
  const { page, standIn } = await look(release)
  await expect(page.getByText('What was downloaded is not what was published.')).toBeVisible()
  expect(await standIn.quit()).toBe(0)
  expect(readFileSync(release.installed, 'utf8')).not.toContain('padding')
})

const sha512Of = (content: string) => createHash('sha512').update(content).digest('base64')
const REFUSED: Record<string, Publishing> = {
  'without a signature': { keys: null },
  'signed with the key of somebody else': { keys: createKeys() },
  'with a signature that is none': { change: (text) => text.replace(/signature: .*/, 'signature: [yes]') },
  'under another number than was signed': { change: (text) => text.replace('version: 9.9.9', 'version: 9.9.10') },
  'with other checksums than were signed': {
    change: (text) => text.replaceAll(/sha512: .*/g, `sha512: ${sha512Of('x')}`),
  },
  'with a file more than was signed': {
    change: (text) => text.replace('files:', `files:\n  - url: x.AppImage\n    sha512: ${sha512Of('x')}`),
  },
}
for (const [how, publishing] of Object.entries(REFUSED))
  test(`a version that is published ${how} is refused, and nothing of it is downloaded`, async ({ release }) => {
    release.publish('9.9.9', publishing)
    release.goOn()
    const { page, standIn } = await look(release)
    await expect(page.getByText('a version that the makers of Patchbay have not signed')).toBeVisible()
    expect(await standIn.quit()).toBe(0)
    expect(release.requests.map(({ url }) => url)).toEqual(['/latest-linux.yml'])
    expect(readFileSync(release.installed, 'utf8')).not.toContain('padding')
  })

test('a program that cannot be replaced says so', async ({ release }) => {
  release.publish('9.9.9')
  const { page } = await look(release, {})
  await expect(page.getByText('Patchbay runs from files that it cannot replace.')).toBeVisible()
  expect(release.requests).toEqual([])
})

test('an older version is none, however well it is signed', async ({ release }) => {
  release.publish('0.0.1')
  const { page } = await look(release)
  await expect(page.getByText(`Patchbay ${current} is the newest version.`)).toBeVisible()
  expect(release.requests.map(({ url }) => url)).toEqual(['/latest-linux.yml'])
})

test('an address that does not answer is told, and can be tried again', async ({ release }) => {
  const { page } = await look(release)
  await expect(page.getByText('The address for updates does not answer.')).toBeVisible()
  release.publish(current)
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(page.getByText('is the newest version.')).toBeVisible()
})
