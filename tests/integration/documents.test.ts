import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { decryptWithAge, hasAge } from '../helpers/backups/age-command.ts'
import { createCli } from '../helpers/cli.ts'
import { projectPath } from '../helpers/paths.ts'
import { temporaryDirectory } from '../helpers/test-app.ts'

const hasJq = spawnSync('jq', ['--version']).status === 0
if (!hasAge || !hasJq) console.log('skipped: opening a backup with the commands of its page needs age and jq')

const page = (name: string) => readFileSync(projectPath(`docs/${name}.md`), 'utf8')
const BACKUP_PASSPHRASE = 'quiet harbour sells purple maps'

/** The files that the page names, in a directory, with what it shows of them. */
function writeFiles(root: string, text: string) {
  const [config = '', auth = ''] = [...text.matchAll(/^```json\n(.*?)^```/gms)].map((match) => match[1] ?? '')
  writeFileSync(join(root, 'config.json'), config)
  writeFileSync(join(root, 'auth.json'), auth)
  writeFileSync(join(root, 'backup-words'), `${BACKUP_PASSPHRASE}\n`, { mode: 0o600 })
}

/** The words of the commands in the blocks of a page, with the files that they name in a directory. */
const commandsOf = (text: string, root: string) =>
  [...text.matchAll(/^patchbay ([^#\n]*)/gm)].map((match) =>
    [...(match[1] ?? '').matchAll(/"([^"]*)"|(\S+)/g)]
      .map(([, quoted, plain]) => quoted ?? plain ?? '')
      .map((word) => (/^[\w-]+\.(?:json|patchbay-backup)$|^backup-words$/.test(word) ? join(root, word) : word)),
  )

/** Runs the first steps as their page has them; what is on another data directory runs on one. */
async function takeFirstSteps(root: string) {
  const text = page('first-steps')
  writeFiles(root, text)
  const there = join(root, 'there')
  mkdirSync(there)
  const clis = { here: createCli(root), there: createCli(there) }
  const outputs: string[] = []
  for (const words of commandsOf(text, root)) {
    // The site of the example is nobody's.
    if (words[0] === 'connector' && words[1] === 'test') continue
    const at = words.indexOf('--data-dir')
    const cli = at === -1 ? clis.here : clis.there
    const { out, err, code } = await cli.run(at === -1 ? words : words.toSpliced(at, 2))
    expect({ words, code, err }).toEqual({ words, code: 0, err: '' })
    outputs.push(out)
  }
  return outputs
}

test('the commands of the first steps work in their order, up to a backup restored on another data directory', async () => {
  using directory = temporaryDirectory()
  const root = directory.path
  const outputs = await takeFirstSteps(root)
  expect(outputs.at(-1)).toContain('Company blog')
  expect(JSON.parse(readFileSync(join(root, 'targets.json'), 'utf8'))).toMatchObject([{ name: 'Company blog' }])

  const statement = /"(SELECT [^"]*)"/.exec(page('backups'))?.[1] ?? ''
  const database = new Database(join(root, 'data', 'patchbay.db'), { readonly: true })
  expect(database.prepare(statement).raw().all()).toEqual([['Acme', 'Company blog', 'active']])
  database.close()
})

test.runIf(hasAge && hasJq)('the commands of the page on backups open one without Patchbay', async () => {
  using directory = temporaryDirectory()
  const root = directory.path
  await takeFirstSteps(root)
  const lines = decryptWithAge(join(root, 'acme.patchbay-backup'), BACKUP_PASSPHRASE)
  const filters = [...page('backups').matchAll(/^jq -r '([^']*)'/gm)].map((match) => match[1] ?? '')
  const answers = filters.map((filter) => execFileSync('jq', ['-r', filter], { input: lines, encoding: 'utf8' }).trim())
  expect(answers).toEqual(['Acme', 'Company blog\twordpress\tactive', 'abcd efgh ijkl mnop qrst uvwx'])
})
