import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import Database from 'better-sqlite3'
import { type AppContract, createClient } from '../../../src/contract/index.ts'
import type { App } from '../../../src/main/app/app.ts'
import { openApp } from '../../../src/main/app/open-app.ts'
import { openAtomicFile } from '../../../src/main/platform/atomic-file.ts'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { makeBackup } from '../../../src/main/store/backup/backup.ts'
import { type Canary, findCanaries, makeCanaries } from '../../helpers/canaries.ts'
import { BUILT } from '../../helpers/cli.ts'
import { chromiumOptions, chromiumPath } from '../../helpers/chromium.ts'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { projectPath } from '../../helpers/paths.ts'
import { wordpress } from '../../helpers/samples.ts'
import { ada, cheap, resources, temporaryDirectory } from '../../helpers/test-app.ts'
import { signIn } from '../../helpers/transports.ts'
import { createTally, type Row } from '../row.ts'

/** A place where a secret could turn up. */
interface Surface {
  name: string
  collect(): Buffer | Promise<Buffer>
  /** Puts a text there on purpose, to prove that it would be found. */
  plant(text: string): void | Promise<void>
}

const PASSPHRASE = 'six words of a backup passphrase'
const SCREENS = projectPath('out/renderer')

export const canaries: Row = {
  fault: 'known secrets searched in every surface x encoding',
  atLeast: 50 * 13 * 10,
  run: async (scale) => {
    const tally = createTally()
    using directory = temporaryDirectory()
    const secrets = makeCanaries(scale === 'full' ? 50 : 4)
    const withScreens = scale === 'full' && existsSync(SCREENS) && chromiumPath() !== undefined
    const temporary = join(directory.path, 'tmp')
    mkdirSync(temporary)
    const usual = process.env['TMPDIR']
    process.env['TMPDIR'] = temporary
    try {
      const use = await useEverything(directory.path, secrets, withScreens)
      const search = async (surface: Surface) => findCanaries(await surface.collect(), secrets)
      for (const surface of use.surfaces) {
        for (const hit of await search(surface)) tally.expect(false, `canary ${hit} in ${surface.name}`)
        for (const { needles } of secrets) for (const _ of needles) tally.did()
      }
      for (const surface of use.surfaces) {
        const planted = secrets[0]!
        await surface.plant(planted.secret)
        tally.expect((await search(surface)).length > 0, `a canary that was planted in ${surface.name} is not found`)
      }
      await use.close()
    } finally {
      if (usual === undefined) delete process.env['TMPDIR']
      else process.env['TMPDIR'] = usual
    }
    return tally.outcome
  },
}

const tree = (directory: string): Buffer =>
  Buffer.concat(
    (existsSync(directory) ? readdirSync(directory, { recursive: true, withFileTypes: true }) : []).flatMap((entry) =>
      entry.isFile() ? [Buffer.from(entry.name), readFileSync(join(entry.parentPath, entry.name))] : [],
    ),
  )

const filesUnder = (name: string, directory: string): Surface => ({
  name,
  collect: () => tree(directory),
  plant: (text) => {
    mkdirSync(directory, { recursive: true })
    writeFileSync(join(directory, 'planted'), text)
  },
})

const oneFile = (name: string, file: string): Surface => ({
  name,
  collect: () => (existsSync(file) ? readFileSync(file) : Buffer.alloc(0)),
  plant: (text) => appendFileSync(file, text),
})

/** Works with the program in every way that it has, with the canaries as secrets; answers what to search. */
async function useEverything(root: string, secrets: Canary[], withScreens: boolean) {
  const dataDir = join(root, 'data')
  const out = join(root, 'out')
  mkdirSync(out)
  const replies: string[] = []
  const bodies: string[] = []
  const opened = openApp({
    ...{ dataDir, host: 'http', resources, ...cheap, keychainEngine: createMemoryKeychain() },
    ...{ clock: () => new Date(), identity: ada },
  })
  const app: App = {
    ...opened,
    dispatch: async (...call) => {
      const reply = await opened.dispatch(...call)
      replies.push(JSON.stringify(reply))
      return reply
    },
  }
  const api = createClient<AppContract>(app.dispatch)
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  await api.catalog.import({ text: JSON.stringify(FREE_ENTRY) })

  const host = await startHttpHost({ app, rendererDir: withScreens ? SCREENS : null, port: 0, version: '0' })
  const { origin, headers } = await signIn(host.oneTimeUrl())
  const http = async (method: string, path: string, body?: object) => {
    const reply = await fetch(`${origin}${path}`, {
      method,
      headers: { ...headers, 'x-workspace-id': workspaceId },
      ...(body && { body: JSON.stringify(body) }),
    })
    bodies.push(JSON.stringify([...reply.headers]), Buffer.from(await reply.arrayBuffer()).toString('latin1'))
  }

  for (const [index, { secret }] of secrets.entries()) {
    const isFree = index % 2 === 1
    const input = isFree
      ? { catalogKey: 'free', name: `Free ${index}`, config: { hidden: secret }, auth: { token: secret } }
      : { ...wordpress, name: `Blog ${index}`, auth: { username: 'editor', application_password: secret } }
    await http('POST', '/api/connectors', input)
    // The same again, and in places where it is refused: no answer may quote it.
    await http('POST', '/api/connectors', input)
    await http('POST', '/api/connectors', {
      ...input,
      name: `X${index}`,
      config: { [isFree ? 'hidden' : 'site_url']: { secret } },
    })
    await http('POST', '/api/validate-config', { catalogKey: 'free', auth: { token: [secret] }, kept: [secret] })
    await http('POST', '/api/keys/open', { passphrase: secret })
  }
  const list = await api.connectors.list({ workspaceId })
  if (list.length !== secrets.length) throw new Error(`Only ${list.length} connectors were installed`)
  for (const { id } of list) await http('GET', `/api/connectors/${id}`)
  for (const path of ['/api/installed', '/api/catalog', '/api/openapi.json', '/api/docs']) await http('GET', path)
  await api.secrets.set({
    ...{ workspaceId, path: 'auth.token', value: secrets[1]?.secret },
    connectorIds: list.map(({ id }) => id),
  })
  await api.keys.rotate({ workspaceId })
  await api.connectors.activate({ workspaceId, id: list[0]?.id ?? '' })
  await api.doctor.run({})
  await exportTo(app, 'targets.export', { workspaceId }, join(out, 'targets.json'))
  const backup = { passphrase: PASSPHRASE, proof: { [workspaceId]: 'Acme' } }
  await exportTo(app, 'workspaceBackups.create', backup, join(out, 'acme.age'))
  // An error that nobody expected, with a secret in its message, goes to the log.
  const failing = { openExport: () => Promise.reject(new Error(`failed with ${secrets[0]?.secret}`)) }
  await app.dispatch('targets.export', { workspaceId }, failing)
  const database = join(dataDir, 'patchbay.db')
  const reader = new Database(database, { readonly: true })
  makeBackup(reader, { dir: join(dataDir, 'backups'), kind: 'daily', now: new Date().toISOString() })
  reader.close()

  const cli = await runCli(root, secrets[0]?.secret ?? '')
  const screens = withScreens ? await startScreens(host.oneTimeUrl()) : null
  const surfaces: Surface[] = [
    oneFile('the database', database),
    oneFile('its log', `${database}-wal`),
    oneFile('the lock', join(dataDir, 'lock.db')),
    filesUnder('the backups', join(dataDir, 'backups')),
    filesUnder('the logs', join(dataDir, 'logs')),
    filesUnder('the rest of the data directory', dataDir),
    filesUnder('temporary files', join(root, 'tmp')),
    filesUnder('exports', out),
    { name: 'replies', collect: () => Buffer.from(replies.join('\n')), plant: (name) => named(api, name) },
    {
      name: 'HTTP bodies',
      collect: () => Buffer.from(bodies.join('\n'), 'latin1'),
      plant: (name) => http('POST', '/api/workspaces', { name: `${name}, http` }),
    },
    {
      name: "a process's arguments and environment",
      collect: () => Buffer.concat([...cli.processes, Buffer.from(JSON.stringify([process.argv, process.env]))]),
      plant: async (text) => {
        const planted = await observe([process.execPath, '-e', 'process.stdin.resume()', text], {})
        cli.processes.push(planted.seen)
      },
    },
    {
      name: 'what the command line prints',
      collect: () => Buffer.from(cli.printed.join('\n')),
      plant: async (text) => void cli.printed.push((await cli.run(['workspace', 'rename', text])).printed),
    },
    ...(screens ? [screens.surface(api)] : []),
  ]
  return {
    surfaces,
    close: async () => {
      await screens?.close()
      await host.close()
      await opened.close()
    },
  }
}

const named = async (api: ReturnType<typeof createClient<AppContract>>, name: string) =>
  void (await api.workspaces.create({ name }))

async function exportTo(app: App, procedure: string, input: object, file: string) {
  const reply = await app.dispatch(procedure, input, { openExport: () => openAtomicFile(file) })
  if (!reply.ok) throw new Error(`${procedure}: ${reply.error.message}`)
}

/** Runs a command; answers what it printed, and its arguments and environment as the system shows them. */
async function observe([command = '', ...args]: string[], environment: NodeJS.ProcessEnv) {
  const child = spawn(command, args, { env: { PATH: process.env['PATH'], ...environment } })
  const printed: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => printed.push(chunk))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  await new Promise<void>((resolve) => child.once('spawn', () => resolve()))
  const proc = `/proc/${child.pid}`
  const seen = Buffer.concat(
    existsSync(proc)
      ? ['cmdline', 'environ'].map((file) => readFileSync(join(proc, file)))
      : [Buffer.from(args.join(' '))],
  )
  child.stdin.end()
  await ended
  return { seen, printed: Buffer.concat(printed).toString() }
}

/** The command line with a secret in the file that it reads: the built one, which starts faster, where there is one. */
async function runCli(root: string, secret: string) {
  const entry = existsSync(BUILT) ? BUILT : projectPath('src/main/cli.ts')
  const file = (name: string, content: string) => {
    writeFileSync(join(root, name), content)
    return join(root, name)
  }
  const environment = { HOME: root, PATCHBAY_PASSPHRASE_FILE: file('passphrase', `${PASSPHRASE}\n`) }
  const run = (args: string[]) =>
    observe([process.execPath, entry, ...args, '--data-dir', join(root, 'cli')], environment)
  const auth = file('auth.json', JSON.stringify({ username: 'editor', application_password: secret }))
  const config = file('config.json', JSON.stringify(wordpress.config))
  const steps = [
    await run(['workspace', 'create', 'Acme']),
    await run(['connector', 'install', 'wordpress', '--name', 'Blog', '--config', config, '--auth', auth, '--json']),
    await run(['connector', 'install', 'wordpress', '--name', 'Two', '--config', auth, '--auth', config]),
    await run(['connector', 'show', 'Blog']),
  ]
  return { run, processes: steps.map(({ seen }) => seen), printed: steps.map(({ printed }) => printed) }
}

/** The screens in a real browser: every tab, and the dialog of a connector that has a secret. */
async function startScreens(url: string) {
  const browser = await chromium.launch(chromiumOptions())
  const page = await browser.newPage()
  const pages: string[] = []
  const readPage = async () => {
    const fields = await page
      .locator('input, textarea')
      .evaluateAll((all) => all.map((field) => (field as HTMLInputElement).value))
    pages.push(await page.content(), ...fields)
  }
  await page.goto(url)
  await page
    .getByRole('button', { name: /configure/i })
    .first()
    .click()
  await page.getByRole('dialog').waitFor()
  await readPage()
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: /catalog/i }).click()
  await readPage()
  return {
    surface: (api: ReturnType<typeof createClient<AppContract>>): Surface => ({
      name: 'the document of the screens',
      collect: () => Buffer.from(pages.join('\n')),
      plant: async (text) => {
        await named(api, `${text} on screen`)
        await page.reload()
        await page.getByRole('tab', { name: /catalog/i }).waitFor()
        await page.getByRole('button', { name: /acme/i }).first().click()
        await page.getByText('on screen').first().waitFor()
        await readPage()
      },
    }),
    close: () => browser.close(),
  }
}

/** An entry that takes any text as a secret, in its config too. */
const FREE_ENTRY = {
  ...{ format: 1, key: 'free', name: 'Free', authType: 'api_key' },
  configSchema: { type: 'object', properties: { hidden: { type: 'string', format: 'password' } } },
  authSchema: { type: 'object', required: ['token'], properties: { token: { type: 'string' } } },
}
