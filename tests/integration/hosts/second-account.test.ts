import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ErrorBody } from '../../../src/contract/errors.ts'
import { BUILT, createCli, PASSPHRASE } from '../../helpers/cli.ts'
import { wordpress } from '../../helpers/samples.ts'
import { createAccount, noSecondAccount, type TestAccount } from '../../helpers/second-account.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

const OWN = 'my own six words as somebody else'

/** Why this is not tried here; null where it is. */
const whyNot = (): string | null => {
  if (noSecondAccount) return noSecondAccount
  using account = createAccount()
  return account.canRead(BUILT) ? null : 'other accounts cannot read the project'
}
const reason = whyNot()
if (reason) console.log(`skipped: ${reason}`)

let account: TestAccount
let directory: ReturnType<typeof temporaryDirectory>
let owner: ReturnType<typeof createCli>

beforeAll(() => {
  if (reason) return
  account = createAccount()
  directory = temporaryDirectory()
  chmodSync(directory.path, 0o755)
  owner = createCli(directory.path, BUILT)
})
afterAll(() => {
  directory?.[Symbol.dispose]()
  account?.[Symbol.dispose]()
})

function giveAway(path: string): void {
  chownSync(path, account.ids.uid, account.ids.gid)
  if (statSync(path).isDirectory()) for (const name of readdirSync(path)) giveAway(join(path, name))
}

/** A copy of the data for the second account, as from a restored machine; answers its command line. */
function copyFor(name: string, passphrase: string) {
  const home = join(directory.path, name)
  mkdirSync(home)
  cpSync(owner.dataDir, join(home, 'data'), { recursive: true })
  writeFileSync(join(home, 'passphrase'), `${passphrase}\n`, { mode: 0o600 })
  giveAway(home)
  const env = { PATH: process.env['PATH'], HOME: home, PATCHBAY_PASSPHRASE_FILE: join(home, 'passphrase') }
  return (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [BUILT, ...args, '--json', '--data-dir', join(home, 'data')],
      { ...account.ids, env, cwd: '/', encoding: 'utf8' },
    )
    if (stdout === '') throw new Error(`Nothing was printed: ${stderr}`)
    return { code: status, value: JSON.parse(stdout) as Record<string, unknown> & { error?: ErrorBody } }
  }
}

test.skipIf(reason)('another account learns whose the data is, and joins with an invitation', async () => {
  await owner.json(['workspace', 'create', 'Acme'])
  const [config, auth] = [owner.file('config.json', wordpress.config), owner.file('auth.json', wordpress.auth)]
  const install = ['connector', 'install', 'wordpress', '--name', 'Blog', '--config', config, '--auth', auth]
  expect(await owner.json(install)).toMatchObject({ code: 0 })
  const their = copyFor('theirs', OWN)

  const refused = their('connector', 'list')
  expect(refused).toMatchObject({ code: 4, value: { error: { reason: 'other_account' } } })
  const me = userInfo().username
  expect(refused.value.error?.message).toContain(
    `belongs to ${me}, and none of its workspaces is open to ${account.name}`,
  )
  expect(JSON.stringify(their('doctor').value)).toMatch(/the data belongs to other people/)
  const { value: person } = their('person', 'show')
  expect(person).toMatchObject({ name: account.name, account: account.name, protectedBy: ['passphrase'] })

  const invitation = join(directory.path, 'x.patchbay-invitation')
  const invite = ['member', 'invite', String(person['identity']), '--role', 'admin', '--out', invitation]
  expect(await owner.json(invite)).toMatchObject({ code: 0, value: { name: account.name } })
  expect(readFileSync(invitation, 'utf8')).not.toContain('Acme')
  chmodSync(invitation, 0o644)
  expect(their('member', 'join', invitation)).toMatchObject({ code: 0, value: [{ name: 'Acme', role: 'admin' }] })
  expect(their('member', 'join', invitation)).toMatchObject({
    code: 5,
    value: { error: { reason: 'invitation_used' } },
  })
  // The person's own passphrase opens the workspace, whose recovery passphrase is another one.
  expect(their('key', 'status')).toMatchObject({ code: 0, value: { state: 'READY', unreadable: 0 } })
  expect(their('member', 'list').value).toMatchObject([
    { name: me, role: 'owner', isYou: false },
    { name: account.name, role: 'admin', isYou: true },
  ])
})

test.skipIf(reason)('the recovery passphrase lets another account in as owner', async () => {
  const their = copyFor('restored', PASSPHRASE)
  expect(their('member', 'join')).toMatchObject({ code: 0, value: [{ name: 'Acme', role: 'owner' }] })
  expect(their('key', 'status')).toMatchObject({ code: 0, value: { state: 'READY' } })
  // What all workspaces share stays with the person who created the data.
  expect(their('backup', 'restore', 'x.db')).toMatchObject({ code: 3, value: { error: { reason: 'founder_only' } } })
})
