import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { entryOf } from '../../helpers/catalog-entries.ts'
import { BUILT, createCli } from '../../helpers/cli.ts'
import { SECRET, wordpress } from '../../helpers/samples.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

/** A workspace with three connectors. */
async function createWorkspace(root: string) {
  const cli = createCli(root)
  await cli.json(['workspace', 'create', 'Acme'])
  const input = ['--config', cli.file('config.json', wordpress.config), '--auth', cli.file('auth.json', wordpress.auth)]
  for (const [name, ...more] of [
    ['Blog', '--tag', 'prod', 'news', '--secret-expires', '2020-01-01'],
    ['Company news', '--tag', 'prod', '--secret-expires', '2999-01-01'],
    ['Shop', '--description', 'Ask Ada first'],
  ] as [string, ...string[]][])
    await cli.json(['connector', 'install', 'wordpress', '--name', name, ...input, ...more])
  await cli.json(['connector', 'activate', 'Shop'])
  return cli
}

test('a list of connectors is narrowed by status, tags, entry, expiry and search, in columns that are asked for', async () => {
  using directory = temporaryDirectory()
  const { run, json } = await createWorkspace(directory.path)
  const names = async (...args: string[]) => {
    const { value } = await json(['connector', 'list', ...args])
    return (value as unknown as { name: string }[]).map(({ name }) => name)
  }
  expect(await names('--status', 'active')).toEqual(['Shop'])
  expect(await names('--status', 'active', 'inactive')).toEqual(['Blog', 'Company news', 'Shop'])
  expect(await names('--tag', 'PROD')).toEqual(['Blog', 'Company news'])
  expect(await names('--tag', 'prod', 'news')).toEqual(['Blog'])
  expect(await names('--entry', 'medium')).toEqual([])
  expect(await names('--expiring')).toEqual(['Blog'])
  expect(await names('--expiring', '0')).toEqual(['Blog'])
  expect(await names('--search', 'news')).toEqual(['Company news', 'Blog'])
  expect(await names('--search', 'ada', '--status', 'inactive')).toEqual([])
  const table = await run(['connector', 'list', '--columns', 'name,tags,expires', '--tag', 'news'])
  expect(table.out).toBe('NAME  TAGS        EXPIRES\nBlog  prod, news  2020-01-01\n')
  expect((await run(['connector', 'list'])).out).toMatch(
    /^NAME +STATUS +ENTRY +TAGS +EXPIRES +ATTENTION +UPDATED +ID\n/,
  )
  expect((await run(['connector', 'list', '--tag', 'none'])).out).toBe('No connector matches.\n')
  for (const [args, words] of [
    [['--columns', 'name,nonsense'], 'There is no column nonsense'],
    [['--status', 'on'], 'Allowed choices are inactive, active, error'],
    [['--expiring', 'soon'], 'Name a number of days'],
    [['--entry', 'wordpres'], 'Names like it: wordpress'],
  ] as const)
    expect(await run(['connector', 'list', ...args])).toMatchObject({
      code: expect.any(Number) as number,
      err: expect.stringContaining(words) as string,
    })
})

test('settings are given as words, also within others, and secrets never', async () => {
  using directory = temporaryDirectory()
  const { run, json, file } = createCli(directory.path)
  await json(['workspace', 'create', 'Acme'])
  const auth = ['--auth', file('auth.json', wordpress.auth)]
  const config = Object.entries(wordpress.config).map(([name, value]) => `${name}=${value}`)
  const installed = await json(['connector', 'install', 'wordpress', '--name', 'Blog', ...auth, '--set', ...config])
  expect(installed).toMatchObject({ code: 0, value: { config: wordpress.config } })
  // The word of the screens.
  const added = await json(['connector', 'add', 'wordpress', '--name', 'Second', ...auth, '--set', ...config])
  expect(added).toMatchObject({ code: 0, value: { name: 'Second', config: wordpress.config } })
  const update = await json(['connector', 'update', 'Blog', '--set', 'config.site_url=https://new.example.com/a=b'])
  expect(update).toMatchObject({
    code: 0,
    value: { config: { ...wordpress.config, site_url: 'https://new.example.com/a=b' } },
  })
  const before = (await json(['connector', 'show', 'Blog'])).value['config']
  for (const [assignment, reason] of [
    [`application_password=${SECRET}`, 'secret_in_words'],
    [`auth.application_password=${SECRET}`, 'secret_in_words'],
    ['site_url', 'bad_assignment'],
    ['=x', 'bad_assignment'],
    ['nonsense=x', 'input'],
    ['site_url.x=1', 'input'],
    ['__proto__.admin=true', 'bad_input'],
  ] as const) {
    const refused = await run(['connector', 'update', 'Blog', '--json', '--set', assignment])
    expect([assignment, JSON.parse(refused.out)]).toMatchObject([assignment, { error: { reason } }])
    expect(refused.out).not.toContain(SECRET)
  }
  expect((await json(['connector', 'show', 'Blog'])).value['config']).toEqual(before)
  expect((await run(['connector', 'install', 'wordpres', '--name', 'X', '--set', 'a=b'])).err).toContain('wordpress')
  expect((await run(['catalog', 'show', 'mediun'])).err).toContain('Names like it: medium')
})

test('a template is refused until it is filled in, and replaces nothing', async () => {
  using directory = temporaryDirectory()
  const { run, json } = createCli(directory.path)
  await json(['workspace', 'create', 'Acme'])
  const [config, auth] = [join(directory.path, 'new', 'config.json'), join(directory.path, 'new', 'auth.json')]
  const template = ['connector', 'template', 'wordpress', '--out', join(directory.path, 'new')]
  expect((await run(template)).out).toContain(`--config ${config} --auth ${auth}`)
  expect(statSync(auth).mode & 0o777).toBe(0o600)
  const install = ['connector', 'install', 'wordpress', '--name', 'Blog', '--config', config, '--auth', auth]
  const folder = await run(['connector', 'install', 'wordpress', '--name', 'Blog', '--config', directory.path])
  expect(folder).toMatchObject({ code: 2, err: expect.stringContaining('is a directory; name a file') as string })
  const refused = await json(install)
  expect(refused).toMatchObject({ code: 2, value: { error: { reason: 'input' } } })
  expect(refused.value.error?.fields).toMatchObject({
    'config.site_url': ['Enter the site URL'],
    'auth.application_password': ['Enter the application password'],
  })
  const fill = (path: string, values: Record<string, unknown>) => {
    let text = readFileSync(path, 'utf8')
    for (const [name, value] of Object.entries(values)) {
      expect(text).toContain(`"${name}"`)
      text = text.replace(
        new RegExp(`^ *(?:// )?"${name}": .*$`, 'm'),
        `  ${JSON.stringify(name)}: ${JSON.stringify(value)},`,
      )
    }
    writeFileSync(path, text)
  }
  const settings = { ...wordpress.config, username: 'editor' }
  fill(config, settings)
  fill(auth, { application_password: SECRET })
  expect(await json(install)).toMatchObject({ code: 0, value: { config: settings } })
  expect(await run(template)).toMatchObject({ code: 5, err: expect.stringContaining('--force') as string })
  expect(readFileSync(auth, 'utf8')).toContain(SECRET)
  expect((await run([...template, '--force'])).code).toBe(0)
  expect(readFileSync(auth, 'utf8')).not.toContain(SECRET)
})

test('every built-in entry has a template that is refused as it is', async () => {
  using directory = temporaryDirectory()
  const { run, json } = createCli(directory.path)
  await json(['workspace', 'create', 'Acme'])
  for (const { key } of (await json(['catalog', 'list'])).value as unknown as { key: string }[]) {
    const out = join(directory.path, key)
    expect([key, (await run(['connector', 'template', key, '--out', out])).code]).toEqual([key, 0])
    const files = ['--config', join(out, 'config.json'), '--auth', join(out, 'auth.json')]
    expect(await json(['connector', 'install', key, '--name', key, ...files])).toMatchObject({
      value: { error: { reason: 'input' } },
    })
  }
})

test('words of a command are completed with commands, options, choices and names from the data', async () => {
  using directory = temporaryDirectory()
  const { runWords, dataDir } = await createWorkspace(directory.path)
  const complete = async (...words: string[]) =>
    (await runWords(['complete', '--', ...words])).out.split('\n').filter((line) => line !== '')
  expect(await complete('conn')).toEqual(['connector'])
  expect(await complete('connector', 'de')).toEqual(['deactivate', 'delete'])
  expect(await complete('connector', 'list', '--st')).toEqual(['--status'])
  expect(await complete('connector', 'list', '--status', '')).toEqual(['inactive', 'active', 'error'])
  const inData = ['--data-dir', dataDir]
  expect(await complete(...inData, 'connector', 'show', 'C')).toEqual([])
  expect(await complete('connector', 'show', ...inData, 'C')).toEqual(['Company news'])
  expect(await complete('connector', 'install', ...inData, 'wordp')).toEqual(['wordpress'])
  expect(await complete('connector', 'list', ...inData, '--workspace', '')).toEqual(['Acme'])
  expect(await complete('nonsense', '')).toEqual(expect.arrayContaining(['connector']))
  // Nothing is made where nothing is.
  const other = join(directory.path, 'other')
  expect(await complete('connector', 'show', '--data-dir', other, '')).toEqual([])
  expect(existsSync(other)).toBe(false)
})

const SHELLS = ['bash', 'zsh', 'fish'].filter((shell) => {
  const isThere = spawnSync(shell, ['-c', 'exit 0']).status === 0
  if (!isThere) console.log(`skipped: no ${shell} here`)
  return isThere
})

test.for(SHELLS)('the script for %s is one that it reads', async (shell) => {
  using directory = temporaryDirectory()
  const { runWords, file } = createCli(directory.path)
  const script = file(`completion.${shell}`, (await runWords(['completion', shell])).out)
  expect(spawnSync(shell, ['-n', script], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
})

test.skipIf(!SHELLS.includes('bash'))('bash completes a name with a space as one word', async () => {
  using directory = temporaryDirectory()
  const { runWords, file } = createCli(directory.path)
  const script = file('completion.bash', (await runWords(['completion', 'bash'])).out)
  const line = `. ${script}; patchbay() { echo 'Company news'; }; COMP_WORDS=(patchbay connector show C); COMP_CWORD=3; _patchbay; echo "\${COMPREPLY[0]}"`
  expect(spawnSync('bash', ['-c', line], { encoding: 'utf8' }).stdout).toBe('Company\\ news\n')
})

/** What completes `patchbay connector show C` in each shell, with a program of that name that answers one name. */
const COMPLETIONS: Record<string, (script: string) => string> = {
  zsh: (script) =>
    `autoload -Uz compinit && compinit -u -D; patchbay() { echo 'Company news' }; source ${script}; compadd() { shift; print -rl -- "$@" }; words=(patchbay connector show C); CURRENT=4; _patchbay`,
  fish: (script) =>
    `function patchbay; echo 'Company news'; end; source ${script}; complete -C 'patchbay connector show C'`,
}

test.for(SHELLS.filter((shell) => shell in COMPLETIONS))('%s completes a name as it is in the data', async (shell) => {
  using directory = temporaryDirectory()
  const { runWords, file } = createCli(directory.path)
  const script = file(`completion.${shell}`, (await runWords(['completion', shell])).out)
  const { stdout } = spawnSync(shell, ['-c', COMPLETIONS[shell]?.(script) ?? ''], { encoding: 'utf8' })
  expect(stdout.replaceAll('\\', '').trim()).toBe('Company news')
})

/** Runs the built program with standard error as a terminal of its own, and answers what that has shown. */
const inTerminal = (args: string[], environment: NodeJS.ProcessEnv) => {
  const words = [process.execPath, BUILT, ...args].map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')
  return spawnSync('script', ['--quiet', '--return', '--command', words, '/dev/null'], {
    ...{ encoding: 'utf8', env: environment, input: '' },
  })
}
const hasScript = spawnSync('script', ['--version']).status === 0
if (!hasScript) console.log('skipped: no script of util-linux that could lend a terminal')

test.skipIf(!hasScript)('long work has a bar in a terminal and none in a pipe, and nothing has a colour', async () => {
  using directory = temporaryDirectory()
  const { dataDir, environment, file } = createCli(directory.path)
  const list = file(
    'list.json',
    Array.from({ length: 30 }, (_, at) => entryOf(`entry-${at}`)),
  )
  const args = ['catalog', 'import', list, '--data-dir', dataDir]
  const bar = '\r\u001B[K['
  for (const more of [{}, { NO_COLOR: '1' }]) {
    const shown = inTerminal(args, { ...environment, ...more })
    expect([shown.status, shown.stdout]).toEqual([0, expect.stringContaining(bar)])
    // The line of the bar is cleared at the end, and no other escape, as colours are, is written.
    const parts = shown.stdout.split('\r\u001B[K')
    expect(parts.at(-1)).toContain('30')
    expect(parts.join('')).not.toContain('\u001B')
  }
  const piped = spawnSync(process.execPath, [BUILT, ...args], { encoding: 'utf8', env: environment })
  expect([piped.status, piped.stderr]).toEqual([0, ''])
  expect(piped.stdout).toContain('30')
})
