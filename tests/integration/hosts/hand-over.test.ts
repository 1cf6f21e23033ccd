import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, watch, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { BUILT, createCli } from '../../helpers/cli.ts'
import { wordpress } from '../../helpers/samples.ts'
import { asSecondAccount, noSecondAccount } from '../../helpers/second-account.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'
import { signIn } from '../../helpers/transports.ts'

if (noSecondAccount) console.log(`Attempts under a second account are skipped: ${noSecondAccount}`)

/** A command as a shell starts it, for what `run` of `createCli` hides. */
function shell({ environment, dataDir }: ReturnType<typeof createCli>, script: string, cwd: string) {
  const command = `"${process.execPath}" "${BUILT}"`
  const child = spawn('bash', ['-c', script.replaceAll('patchbay ', `${command} `)], {
    cwd,
    env: { ...environment, DATA: dataDir },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const ended = (async () => {
    const [out, err, [code, signal]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
    return { out, err, code: code as number | null, signal: signal as string | null }
  })()
  return { child, ended }
}

const install = (name: string, file: (name: string, content: unknown) => string) => [
  ...['connector', 'install', 'wordpress', '--name', name],
  ...['--config', file('config.json', wordpress.config), '--auth', file('auth.json', wordpress.auth)],
]

/** Resolves once a directory holds a name. */
async function appears(directory: string, matches: (name: string) => boolean): Promise<void> {
  const watcher = watch(directory)
  try {
    await new Promise<void>((resolve) => {
      const look = () => readdirSync(directory).some(matches) && resolve()
      watcher.on('change', look)
      look()
    })
  } finally {
    watcher.close()
  }
}

test('files, standard input and variables are those of the process that hands a command over', async () => {
  using directory = temporaryDirectory()
  const cli = createCli(directory.path)
  await cli.json(['workspace', 'create', 'Acme'])
  await using _program = await cli.hold()
  const cwd = join(directory.path, 'elsewhere')
  mkdirSync(cwd)
  writeFileSync(join(cwd, 'auth.json'), JSON.stringify(wordpress.auth))
  const config = JSON.stringify(wordpress.config)
  // What a shell substitutes is a file of the one process alone.
  const script = [
    `patchbay connector install wordpress --name Blog --data-dir "$DATA" --config <(echo '${config}') --auth auth.json`,
    'patchbay connector activate Blog --data-dir ../data',
    'patchbay targets export --out targets.json --data-dir=../data',
  ].join(' && ')
  const { child, ended } = shell(cli, script, cwd)
  child.stdin.end()
  expect(await ended).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(readFileSync(join(cwd, 'targets.json'), 'utf8'))).toMatchObject([{ name: 'Blog' }])
  expect(statSync(join(cwd, 'targets.json')).mode & 0o777).toBe(0o600)
  const update = ['connector', 'update', 'Blog', '--config', '-']
  const updated = await cli.json(update, { input: '{"site_url":"https://news.example.com"}' })
  expect(updated.value).toMatchObject({ config: { site_url: 'https://news.example.com' } })
})

test('a passphrase opens the key for its command alone', async () => {
  using directory = temporaryDirectory()
  const { json, run, hold, file } = createCli(directory.path)
  await json(['workspace', 'create', 'Acme'])
  await using program = await hold()
  const { headers, origin } = await signIn(program.oneTimeUrl)
  const [{ id }] = (await (await fetch(`${origin}/api/workspaces`, { headers })).json()) as [{ id: string }]
  const stateInWindow = async () => {
    const reply = await fetch(`${origin}/api/session/workspace`, { headers: { ...headers, 'x-workspace-id': id } })
    return ((await reply.json()) as { key: { state: string } }).key.state
  }
  const without = { environment: { PATCHBAY_PASSPHRASE_FILE: '' } }
  expect((await json(install('Blog', file))).code).toBe(0)
  expect((await json(['key', 'status'])).value).toMatchObject({ state: 'READY' })
  expect(await stateInWindow()).not.toBe('READY')
  expect((await run(['key', 'status'], without)).code).toBe(6)
  expect((await run(install('Other', file), without)).code).toBe(6)
  // A rotation leaves nothing behind that is not readable.
  expect((await json(['key', 'rotate'])).value).toMatchObject({ state: 'READY', unreadable: 0 })
  expect((await json(['key', 'status'])).value).toMatchObject({ state: 'READY', unreadable: 0 })
  expect(await stateInWindow()).not.toBe('READY')
})

test('an interrupt cancels the command in the program, and leaves no file behind', async () => {
  using directory = temporaryDirectory()
  const cli = createCli(directory.path)
  await cli.json(['workspace', 'create', 'Acme'])
  await cli.json(install('Blog', cli.file))
  await using _program = await cli.hold()
  const cwd = join(directory.path, 'out')
  mkdirSync(cwd)
  const passphrase = cli.file('backup-passphrase', 'six words of a backup passphrase')
  const create = `exec patchbay backup create --data-dir "$DATA" --out acme.age --backup-passphrase-file ${passphrase}`
  const { child, ended } = shell(cli, create, cwd)
  child.stdin.end()
  const early = ended.then(({ err }) => Promise.reject(new Error(`It ended too early: ${err}`)))
  await Promise.race([appears(cwd, (name) => name.endsWith('.tmp')), early])
  early.catch(() => undefined)
  child.kill('SIGINT')
  expect(await ended).toMatchObject({ signal: 'SIGINT', out: '' })
  expect(readdirSync(cwd)).toEqual([])
  // Nothing is under way any more that would refuse another.
  const again = shell(cli, create, cwd)
  again.child.stdin.end()
  expect(await again.ended).toMatchObject({ code: 0 })

  // A command that waits for its input has changed nothing.
  const set = `exec patchbay connector set-secret auth.application_password Blog --value-file - --data-dir "$DATA"`
  const before = await cli.json(['connector', 'list'])
  const waiting = shell(cli, set, cwd)
  // More than fits on the way, so all of it is written only once the command reads it.
  await new Promise((resolve) => waiting.child.stdin.write('x'.repeat(2_000_000), resolve))
  waiting.child.kill('SIGINT')
  expect(await waiting.ended).toMatchObject({ signal: 'SIGINT' })
  expect(await cli.json(['connector', 'list'])).toEqual(before)
})

test('another version, a stopped program and a note that others could have written leave things as they were', async () => {
  using directory = temporaryDirectory()
  const { json, run, hold, dataDir } = createCli(directory.path)
  await json(['workspace', 'create', 'Acme'])
  await using program = await hold()
  const note = join(dataDir, 'commands.json')
  const content = readFileSync(note, 'utf8')
  const inUse = async (args: string[]) => {
    const refused = await run([...args, '--json'])
    expect(refused.code).toBe(7)
    expect(JSON.parse(refused.out)).toMatchObject({ error: { code: 'unavailable', reason: 'in_use' } })
    expect(refused.out).toContain(String(program.child.pid))
  }
  writeFileSync(note, JSON.stringify({ ...(JSON.parse(content) as object), version: '0.0.9' }))
  await inUse(['workspace', 'list'])
  writeFileSync(note, content)
  chmodSync(note, 0o644)
  if (process.platform !== 'win32') await inUse(['workspace', 'list'])
  chmodSync(note, 0o600)
  writeFileSync(note, JSON.stringify({ ...(JSON.parse(content) as object), token: 'another' }))
  await inUse(['workspace', 'list'])
  writeFileSync(note, content)

  program.child.kill('SIGSTOP')
  try {
    await inUse(['workspace', 'create', 'Later'])
  } finally {
    // A stopped program takes no signal that would end it.
    program.child.kill('SIGCONT')
  }
  // The program takes the next command only after what has waited for it, and that one nobody waits for any more.
  expect((await json(['workspace', 'list'])).value).toMatchObject([{ name: 'Acme' }])
})

const isPosix = process.platform !== 'win32'
if (!isPosix) console.log('Modes of files are looked at where systems have them')

test.runIf(isPosix)('socket and note are for their owner alone', async () => {
  using directory = temporaryDirectory()
  const { json, hold, dataDir } = createCli(directory.path)
  await json(['workspace', 'create', 'Acme'])
  await using _program = await hold()
  const [note, socket] = ['commands.json', 'commands.sock'].map((name) => join(dataDir, name)) as [string, string]
  for (const path of [note, socket]) expect([path, statSync(path).mode & 0o777]).toEqual([path, 0o600])
  // A process that reaches the socket without the token gets no answer.
  const stranger = connect(socket)
  stranger.write('{"token":"","args":["workspace","list"],"environment":{}}\n{"go":true}\n')
  expect(await text(stranger)).toBe('')
})

test.skipIf(noSecondAccount)('a second account reaches neither note nor socket', async () => {
  using directory = temporaryDirectory()
  const { json, hold, dataDir } = createCli(directory.path, BUILT)
  await json(['workspace', 'create', 'Acme'])
  await using _program = await hold()
  // Even where it can look into the directory.
  for (const path of [directory.path, dataDir]) chmodSync(path, 0o755)
  const note = join(dataDir, 'commands.json')
  expect(await asSecondAccount(`cat "${note}" 2>&1; cat "${join(dataDir, 'patchbay.db')}" 2>&1`)).toMatch(
    /^(cat: .*: Permission denied\n){2}$/,
  )
  const script = `import socket; socket.socket(socket.AF_UNIX).connect("${join(dataDir, 'commands.sock')}")`
  expect(await asSecondAccount(`python3 -c '${script}' 2>&1 || true`)).toMatch(/PermissionError|not found/)
})

test('a data directory whose name is too long for a socket takes commands too', async () => {
  using directory = temporaryDirectory()
  const root = join(directory.path, 'd'.repeat(120))
  mkdirSync(root)
  const { json, hold, dataDir } = createCli(root)
  await json(['workspace', 'create', 'Acme'])
  await using _program = await hold()
  expect((await json(['workspace', 'list'])).value).toMatchObject([{ name: 'Acme' }])
  expect(existsSync(join(dataDir, 'commands.sock'))).toBe(false)
})

test('`open` of a second process leads to the running program', async () => {
  using directory = temporaryDirectory()
  const { json, hold } = createCli(directory.path)
  await using program = await hold()
  const { value } = await json(['open', '--no-open'])
  expect(value['url']).toBe(new URL(program.oneTimeUrl).origin)
  const { headers, origin } = await signIn(String(value['oneTimeUrl']))
  expect((await fetch(`${origin}/api/workspaces`, { headers })).status).toBe(200)
})

test('what needs no data looks at no data directory', async () => {
  using directory = temporaryDirectory()
  const { json, run, file, hold, dataDir } = createCli(directory.path)
  const entry = { format: 1, key: 'free', name: 'Free', configSchema: { type: 'object', properties: {} } }
  const lint = ['catalog', 'lint', file('entry.json', entry)]
  const alone = await json(lint)
  expect(alone).toMatchObject({ code: 0, value: { entries: [{ key: 'free', effect: 'add' }] } })
  expect((await run(['--help'])).code).toBe(0)
  expect(existsSync(dataDir)).toBe(false)
  await using _program = await hold()
  expect(await json(lint)).toEqual(alone)
})
