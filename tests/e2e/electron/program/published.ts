import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { readUpdateKey } from '../../../../build/release.ts'
import { signUpdates } from '../../../../scripts/package-sign.ts'
import { writeStatements } from '../../../../scripts/package-statements.ts'
import { validUntil } from '../../../../src/main/hosts/electron/updates/update-signature.ts'
import { temporaryDirectory } from '../../../helpers/test-app.ts'
import { createKeys } from '../../package/keys.ts'
import { type DesktopProgram, test as base } from './desktop.ts'

/** A server that publishes versions, and an installed program that checks it for updates. */
export interface Release {
  /** Publishes a version, signed for the installed program. */
  publish(version: string, options?: Publishing): void
  /** Lets the installed program be built so long ago that it counts as new until an instant, ISO 8601. */
  buildUntil(instant: string): void
  /** Continues the download, which stops half-way. */
  continueDownload(): void
  start(env?: NodeJS.ProcessEnv): Promise<DesktopProgram>
  /** The installed program, a script. */
  installed: string
  /** The file in which a new version lists the data files that it finds at its start. */
  mark: string
  requests: { url: string; stagingId: unknown }[]
}

export interface Publishing {
  /** The packages do not match their checksums. */
  damaged?: boolean
  /** A foreign key instead of the program's; null leaves the signature out. */
  keys?: ReturnType<typeof createKeys> | null
  /** When it was signed; now unless given. */
  signedAt?: Date
  /** Changes what is published, as an attacker who controls only the address could. */
  change?: (published: Statement) => object
}

/** What is published about a version, as it is signed. */
interface Statement {
  version: string
  files: { url: string; sha512: string }[]
}

export const test = base.extend<{ release: Release }>({
  release: async ({ desktop: { dataDir, start } }, use) => {
    using directory = temporaryDirectory()
    const at = (...parts: string[]) => join(directory.path, ...parts)
    const published = at('published')
    mkdirSync(published)
    const ownKeys = createKeys()
    const requests: Release['requests'] = []
    const half = Promise.withResolvers<void>()
    const server = createServer((request, response) => {
      const path = (request.url ?? '').split('?')[0] ?? ''
      requests.push({ url: path, stagingId: request.headers['x-user-staging-id'] })
      if (!existsSync(join(published, path))) return void response.writeHead(404).end()
      const file = readFileSync(join(published, path))
      response.writeHead(200, { 'Content-Length': file.length })
      if (!path.endsWith('.AppImage')) return void response.end(file)
      response.write(file.subarray(0, file.length / 2))
      void half.promise.then(() => response.end(file.subarray(file.length / 2)))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo

    const resources = at('resources')
    mkdirSync(join(resources, 'app.asar'), { recursive: true })
    const updateKey = readUpdateKey(ownKeys)
    const buildUntil = (updatesValidUntil: string) =>
      writeFileSync(join(resources, 'app.asar', 'package.json'), JSON.stringify({ updateKey, updatesValidUntil }))
    buildUntil(validUntil(new Date()))
    const config = ['provider: generic', `url: http://127.0.0.1:${port}`, 'updaterCacheDirName: patchbay-updater']
    writeFileSync(join(resources, 'app-update.yml'), config.join('\n'))
    const installed = at('Patchbay.AppImage')
    const mark = at('started')
    writeFileSync(installed, '#!/bin/sh\n')
    chmodSync(installed, 0o755)

    await use({
      publish: (
        version,
        { damaged = false, keys = ownKeys, signedAt = new Date(), change = (statement: Statement) => statement } = {},
      ) => {
        const name = `Patchbay-${version}.AppImage`
        const content = Buffer.from(
          `#!/bin/sh\nfind "${dataDir}" > "${mark}.new" && mv "${mark}.new" "${mark}"\n${'# padding\n'.repeat(20_000)}`,
        )
        writeFileSync(join(published, name), content)
        const sha512 = createHash('sha512').update(content).digest('base64')
        const lines = [`version: ${version}`, 'files:', `  - url: ${name}`, `    sha512: ${sha512}`]
        const rest = [
          `    size: ${content.length}`,
          `path: ${name}`,
          `sha512: ${sha512}`,
          'releaseDate: 2026-01-01',
          '',
        ]
        const info = join(published, 'latest-linux.yml')
        writeFileSync(info, [...lines, ...rest].join('\n'))
        writeStatements(published)
        if (keys) signUpdates(published, keys, { now: signedAt })
        writeFileSync(info, JSON.stringify(change(JSON.parse(readFileSync(info, 'utf8')) as Statement)))
        if (damaged) writeFileSync(join(published, name), content.toString().replace('find', 'xxxx'))
      },
      buildUntil,
      continueDownload: half.resolve,
      start: (env = { APPIMAGE: installed }) =>
        start({ env: { PATCHBAY_TEST_RESOURCES: resources, XDG_CACHE_HOME: at('cache'), ...env } }),
      installed,
      mark,
      requests,
    })
    half.resolve()
    server.close().closeAllConnections()
  },
})

export const { expect } = test
