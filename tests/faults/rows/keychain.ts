import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromKeychainText, generateKey, toKeychainText } from '../../../src/main/secrets/keys/data-key.ts'
import { keyError } from '../../../src/main/secrets/keys/errors.ts'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'
import { hasSecretService, type KeyringSession, startKeyringSession } from '../../keychain/keyring-session.ts'
import { startVaultProcess } from '../../keychain/vault-process.ts'
import { type Answer, createTasks } from '../../keychain/vault-tasks.ts'
import { createTally, type Row, type Scale, type Tally } from '../row.ts'

const OPERATIONS = ['get', 'set', 'delete', 'rotate', 'restore'] as const
type Operation = (typeof OPERATIONS)[number]

const WITHIN_MS = 6000
/** What may make a key where it succeeds. */
const MAKING: Operation[] = ['set', 'rotate']

export const keyringFaults: Row = {
  fault: 'keychain faults of a real gnome-keyring x operations',
  atLeast: 30,
  run: async (scale) => {
    const tally = createTally()
    if (!hasSecretService) return { ...tally.outcome, skipped: 'no Secret Service' }
    for (const fault of scale === 'full' ? KEYRING_FAULTS : KEYRING_FAULTS.slice(0, 1)) await onKeyring(fault, tally)
    return tally.outcome
  },
}

export const engineFaults: Row = {
  fault: 'keychain faults of an engine made for the test x operations',
  atLeast: 30,
  run: async (scale) => {
    const tally = createTally()
    for (const fault of ENGINE_FAULTS) await onEngine(fault, scale, tally)
    return tally.outcome
  },
}

interface Asking {
  session: KeyringSession
  /** All operations, one after the other, in the session or with another environment. */
  inTurn(env?: NodeJS.ProcessEnv): Promise<Answer[]>
  /** All operations at once; `areCalled` resolves when each has called the keychain. */
  together(): { areCalled: Promise<void>; answers: Promise<Answer>[] }
}

interface KeyringFault {
  name: string
  expected: RegExp
  cause(asking: Asking): Promise<Answer[]>
}

const KEYRING_FAULTS: KeyringFault[] = [
  {
    name: 'no D-Bus',
    expected: /^UNAVAILABLE no_dbus$/,
    cause: ({ session, inTurn }) => {
      const { DBUS_SESSION_BUS_ADDRESS: _, ...env } = session.env
      return inTurn(env)
    },
  },
  {
    name: 'no service',
    expected: /^UNAVAILABLE no_service$/,
    cause: async ({ session, inTurn }) => {
      await session.signal('SIGKILL')
      const answers = await inTurn()
      await session.startKeyring('unlocked')
      return answers
    },
  },
  {
    name: 'locked and dismissed',
    expected: /^LOCKED locked$/,
    cause: async ({ session, inTurn }) => {
      await session.signal('SIGKILL')
      await session.startKeyring('locked')
      const answers = await inTurn()
      await session.unlock()
      return answers
    },
  },
  {
    name: 'locked, then unlocked',
    expected: /^READY$/,
    cause: async ({ session, inTurn }) => {
      await session.signal('SIGKILL')
      await session.startKeyring('locked')
      await session.unlock()
      return inTurn()
    },
  },
  {
    name: 'daemon killed in mid-call',
    expected: /^UNAVAILABLE (service_stopped|no_service)$/,
    cause: async ({ session, together }) => {
      await session.signal('SIGSTOP')
      const { areCalled, answers } = together()
      await areCalled
      await session.signal('SIGKILL')
      const all = await Promise.all(answers)
      await session.startKeyring('unlocked')
      return all
    },
  },
  {
    name: 'daemon stopped',
    expected: /^UNAVAILABLE timeout$/,
    cause: async ({ session, together }) => {
      await session.signal('SIGSTOP')
      const all = await Promise.all(together().answers)
      await session.signal('SIGCONT')
      return all
    },
  },
]

async function onKeyring({ name, expected, cause }: KeyringFault, tally: Tally) {
  const session = await startKeyringSession()
  const processes = [startVaultProcess(session.env)]
  try {
    const database = join(session.dir, 'vault.db')
    await session.startKeyring('unlocked')
    await processes[0]!.ask(database, 'prepare')
    const before = keysIn(session.entries())
    const vaults = processes[0]!
    const files = OPERATIONS.map((operation) => join(session.dir, `${operation}.db`))
    for (const file of files) copyFileSync(database, file)
    const answers = await cause({
      session,
      inTurn: async (env) => {
        const vaultProcess = env ? startVaultProcess(env) : vaults
        if (env) processes.push(vaultProcess)
        const all: Answer[] = []
        for (const [index, operation] of OPERATIONS.entries())
          all.push(await vaultProcess.ask(files[index]!, operation))
        return all
      },
      together: () => ({
        areCalled: vaults.calls(OPERATIONS.length),
        answers: OPERATIONS.map((operation, index) => vaults.ask(files[index]!, operation)),
      }),
    })
    for (const [index, operation] of OPERATIONS.entries()) {
      const { outcome, milliseconds } = answers[index]!
      tally.did()
      tally.expect(expected.test(outcome), `${name} x ${operation}: ${outcome}`)
      tally.expect(milliseconds < WITHIN_MS, `${name} x ${operation}: after ${milliseconds.toFixed(0)} ms`)
    }
    const after = keysIn(session.entries())
    tally.expect(before.length > 0 && before.every((line) => after.includes(line)), `${name}: a key was overwritten`)
    const mayMake = expected.test('READY')
    tally.expect(mayMake || after.length === before.length, `${name}: ${after.length - before.length} lines were made`)
  } finally {
    await Promise.all(processes.map((process) => process.end()))
    await session.end()
  }
}

const keysIn = (entries: string[]) => entries.filter((line) => /account = ws|secret = pbkey/.test(line))

type Keychain = ReturnType<typeof createMemoryKeychain>

interface EngineFault {
  name: string
  cause(keychain: Keychain): void
  /** What the operations that need the workspace's own key come to, and the others. */
  own: string
  others: string
}

const onEntry = (change: (text: string) => string | null) => (keychain: Keychain) => {
  for (const [account, text] of keychain.entries) {
    if (!fromKeychainText(text)) continue
    const changed = change(text)
    if (changed === null) keychain.entries.delete(account)
    else keychain.entries.set(account, changed)
  }
}

const ENGINE_FAULTS: EngineFault[] = [
  { name: 'entry deleted', cause: onEntry(() => null), own: 'LOST lost', others: 'READY' },
  {
    name: 'entry replaced',
    cause: onEntry(() => toKeychainText({ key: generateKey() })),
    ...{ own: 'WRONG_KEY wrong_key', others: 'READY' },
  },
  {
    name: 'entry truncated',
    cause: onEntry((text) => text.slice(0, -7)),
    ...{ own: 'WRONG_KEY damaged_entry', others: 'READY' },
  },
  {
    name: 'foreign entry',
    cause: onEntry(() => 'a password of another program'),
    ...{ own: 'WRONG_KEY damaged_entry', others: 'READY' },
  },
  {
    name: 'engine does not load',
    cause: (keychain) => {
      const fail = () => Promise.reject(keyError('module_missing', keychain.name))
      Object.assign(keychain, { get: fail, set: fail, delete: fail })
    },
    ...{ own: 'UNAVAILABLE module_missing', others: 'UNAVAILABLE module_missing' },
  },
  {
    name: 'permission denied',
    cause: (keychain) => (keychain.failing = 'Access is denied.'),
    ...{ own: 'DENIED denied', others: 'DENIED denied' },
  },
]

async function onEngine({ name, cause, own, others }: EngineFault, scale: Scale, tally: Tally) {
  for (const operation of scale === 'full' ? OPERATIONS : (['get', 'set'] as const)) {
    using directory = temporaryDirectory()
    const file = join(directory.path, 'vault.db')
    const keychain = createMemoryKeychain()
    await createTasks(file, keychain).prepare()
    cause(keychain)
    const before = new Map(keychain.entries)
    const keys = keyRows(file)
    const tasks = createTasks(file, keychain)
    const { outcome, milliseconds } = await (operation === 'rotate' ? tasks.rotateClosed() : tasks[operation]())
    tally.did()
    const expected = operation === 'set' || operation === 'delete' ? others : own
    tally.expect(outcome === expected, `${name} x ${operation}: ${outcome} and not ${expected}`)
    tally.expect(milliseconds < WITHIN_MS, `${name} x ${operation}: after ${milliseconds.toFixed(0)} ms`)
    const isSame = [...before].every(
      ([account, text]) => account.endsWith('/spare') || keychain.entries.get(account) === text,
    )
    tally.expect(isSame, `${name} x ${operation}: an entry was overwritten or removed`)
    if (outcome === 'READY' && MAKING.includes(operation)) continue
    tally.expect(keychain.entries.size <= before.size, `${name} x ${operation}: an entry was made`)
    tally.expect(keyRows(file) === keys, `${name} x ${operation}: the keys in the database have changed`)
  }
}

function keyRows(file: string): string {
  const { sqlite } = openTestStore(file)
  const rows = JSON.stringify(sqlite.prepare("SELECT * FROM workspace_keys WHERE state <> 'pending'").all())
  sqlite.close()
  return rows
}
