import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { projectPath } from '../helpers/paths.ts'
import { temporaryDirectory } from '../helpers/test-app.ts'
import { expect, test as base } from './desktop.ts'
import type { StandIn } from './stand-in/chromium/launch.ts'

/** A place that publishes versions, and an installed program that looks there. */
interface Release {
  /** Publishes a version; a damaged one is not what its checksum says. */
  publish(version: string, options?: { damaged?: boolean }): void
  /** Lets the download go on that waits half-way. */
  goOn(): void
  start(): StandIn
  /** The installed program, a script that leaves a mark when it is started. */
  installed: string
  mark: string
  requests: { url: string; stagingId: unknown }[]
}

const test = base.extend<{ release: Release }>({
  release: async ({ desktop: { start } }, use) => {
    using directory = temporaryDirectory()
    const at = (...parts: string[]) => join(directory.path, ...parts)
    const files = new Map<string, Buffer>()
    const requests: Release['requests'] = []
    const half = Promise.withResolvers<void>()
    const server = createServer((request, response) => {
      const path = (request.url ?? '').split('?')[0] ?? ''
      requests.push({ url: path, stagingId: request.headers['x-user-staging-id'] })
      const file = files.get(path)
      if (!file) return void response.writeHead(404).end()
      response.writeHead(200, { 'Content-Length': file.length })
      if (!path.endsWith('.AppImage')) return void response.end(file)
      response.write(file.subarray(0, file.length / 2))
      void half.promise.then(() => response.end(file.subarray(file.length / 2)))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo

    const resources = at('resources')
    mkdirSync(resources)
    const config = ['provider: generic', `url: http://127.0.0.1:${port}`, 'updaterCacheDirName: patchbay-updater']
    writeFileSync(join(resources, 'app-update.yml'), config.join('\n'))
    const installed = at('Patchbay.AppImage')
    const mark = at('started')
    writeFileSync(installed, '#!/bin/sh\n')
    chmodSync(installed, 0o755)

    await use({
      publish: (version, { damaged = false } = {}) => {
        const name = `Patchbay-${version}.AppImage`
        const content = Buffer.from(`#!/bin/sh\ntouch "${mark}"\n${'# padding\n'.repeat(20_000)}`)
        const sha512 = createHash('sha512').update(content).digest('base64')
        files.set(`/${name}`, damaged ? Buffer.from(content.toString().replace('touch', 'xxxxx')) : content)
        const lines = [`version: ${version}`, 'files:', `  - url: ${name}`, `    sha512: ${sha512}`]
        const rest = [`    size: ${content.length}`, `path: ${name}`, `sha512: ${sha512}`, 'releaseDate: 2026-01-01']
        files.set('/latest-linux.yml', Buffer.from([...lines, ...rest].join('\n')))
      },
      goOn: half.resolve,
      start: () => start({ env: { STAND_IN_RESOURCES: resources, APPIMAGE: installed, XDG_CACHE_HOME: at('cache') } }),
      installed,
      mark,
      requests,
    })
    half.resolve()
    server.close().closeAllConnections()
  },
})

test.skip(process.platform !== 'linux', 'the updaters of macOS and Windows need the installed program of their system')

const current = (JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as { version: string }).version

async function look({ start }: Pick<Release, 'start'>): Promise<{ page: Page; standIn: StandIn }> {
  const standIn = start()
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

test('an address that does not answer is told, and can be tried again', async ({ release }) => {
  const { page } = await look(release)
  await expect(page.getByText('The address for updates does not answer.')).toBeVisible()
  release.publish(current)
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(page.getByText('is the newest version.')).toBeVisible()
})
