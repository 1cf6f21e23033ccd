import { once } from 'node:events'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AppApi, type AppContract, createClient, type Reply } from '../../../../src/contract/index.ts'
import { bytesInMemory, canReadMemory } from '../../process-memory.ts'
import { projectPath } from '../../../helpers/paths.ts'
import { wordpress } from '../../../helpers/samples.ts'
import { temporaryDirectory } from '../../../helpers/test-app.ts'
import { signIn } from '../../../helpers/transports.ts'
import { linesFrom, startChild } from '../../child.ts'
import type { LockArguments } from '../../children/lock.ts'
import { placeIn } from '../../program.ts'
import { createRandom, integer } from '../../../helpers/random.ts'
import { createTally, type Row } from '../../row.ts'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** The row of one way to lock. */
const memoryAfter = (fault: string, way: LockArguments['way']): Row => ({
  fault,
  atLeast: 24,
  run: async (scale) => {
    const tally = createTally()
    using directory = temporaryDirectory()
    const place = placeIn(directory.path)
    const snapshot = join(directory.path, 'memory.heapsnapshot')
    const random = createRandom(29)
    const letters = (length: number) => Array.from({ length }, () => LETTERS[integer(random, 26)]).join('')
    const words = () => [6, 7, 5, 8, 6].map(letters).join(' ')
    const known = Array.from({ length: scale === 'full' ? 6 : 1 }, () => ({
      passphrase: words(),
      backup: words(),
      secret: letters(24),
    }))
    const child = startChild('lock', { place, snapshot, way } satisfies LockArguments)
    const ended = once(child, 'exit')
    const lineFrom = linesFrom(child)
    const api = await clientOf(await lineFrom('served'))
    for (const [index, one] of known.entries()) await use(api, index, one, place.dataDir, directory.path)
    child.stdin?.write('lock\n')
    await lineFrom('lock')
    const entries = readdirSync(place.keychainDir).map((name) => readFileSync(join(place.keychainDir, name), 'utf8'))
    const keys = entries.flatMap((text) => (text.startsWith('pbkey1:') ? text.slice('pbkey1:'.length) : []))
    tally.expect(keys.length >= known.length, `only ${keys.length} keys in the keychain`)
    const passphrases = known.map(({ passphrase }) => passphrase)
    const backups = known.map(({ backup }) => backup)
    const secrets = known.map(({ secret }) => secret)
    if (!canReadMemory) console.log('The memory of a process is read on Linux alone')
    else {
      const count = (texts: string[], encodings: readonly Encoding[]) => inMemory(child.pid ?? 0, texts, encodings)
      const ofKeys = count(keys, ['base64url'])
      tally.expect(ofKeys === 0, `${ofKeys} keys are in the memory`)
      // Nothing can overwrite the strings that libraries make, and the buffers of the system, so these are only counted.
      console.log(
        `In the memory after the lock: ${ofKeys} of ${keys.length} keys, ` +
          `${count(passphrases, TEXTS)} of ${passphrases.length} passphrases of workspaces, ` +
          `${count(backups, TEXTS)} of ${backups.length} of backups, ${count(secrets, TEXTS)} of ${secrets.length} secrets`,
      )
    }
    child.stdin?.write('snapshot\n')
    await lineFrom('snapshot')
    child.stdin?.end()
    const [code] = (await ended) as [number | null]
    tally.expect(code === 0, `the program ended with ${code}`)
    const memory = readFileSync(snapshot, 'utf8')
    // What the child was started with is there for as long as it runs.
    tally.expect(memory.includes(snapshot), 'the snapshot does not hold the program')
    for (const text of [...passphrases, ...backups, ...secrets, ...keys]) {
      tally.did()
      tally.expect(!memory.includes(text), `${text.slice(0, 4)}… is still there`)
    }
    return tally.outcome
  },
})

async function clientOf(oneTimeUrl: string): Promise<AppApi> {
  const { headers, origin } = await signIn(oneTimeUrl)
  return createClient<AppContract>(async (name, input) => {
    const response = await fetch(`${origin}/call/${name}`, { method: 'POST', headers, body: JSON.stringify(input) })
    if (!response.headers.has('content-disposition')) return (await response.json()) as Reply
    await response.arrayBuffer()
    return { ok: true, value: {} }
  })
}

/** Everything that takes a passphrase of a workspace: calls over http, and a command that is handed over. */
async function use(
  api: AppApi,
  index: number,
  { passphrase, backup, secret }: { passphrase: string; backup: string; secret: string },
  dataDir: string,
  directory: string,
): Promise<void> {
  const name = `w${index}`
  const { id: workspaceId } = await api.workspaces.create({ name, passphrase })
  const auth = { username: 'editor', application_password: secret }
  await api.connectors.install({ ...wordpress, workspaceId, auth })
  await api.keys.open({ workspaceId, passphrase })
  await api.keys.rotate({ workspaceId, passphrase })
  await api.workspaceBackups.create({
    ...{ workspaceIds: [workspaceId], passphrase: backup, proof: { [workspaceId]: passphrase } },
  })
  const file = join(directory, 'passphrase')
  writeFileSync(file, passphrase, { mode: 0o600 })
  const { status, stderr } = spawnSync(process.execPath, [
    ...[projectPath('src/main/cli.ts'), 'key', 'recover', '--workspace', name],
    ...['--passphrase-file', file, '--data-dir', dataDir],
  ])
  if (status !== 0) throw new Error(`The command ended with ${status}: ${String(stderr)}`)
}

/** As V8 has a text, in one or two bytes for each character, and as messages between processes have bytes. */
const TEXTS = ['latin1', 'utf16le', 'base64'] as const
type Encoding = (typeof TEXTS)[number] | 'base64url'

/** How many texts are in the whole memory of a process, in any of these encodings. */
function inMemory(pid: number, texts: string[], encodings: readonly Encoding[]): number {
  const sought = texts.flatMap((text) =>
    encodings.map((encoding): [string, Buffer] => [
      `${encoding} ${text}`,
      encoding === 'base64' ? Buffer.from(Buffer.from(text).toString('base64')) : Buffer.from(text, encoding),
    ]),
  )
  const names = bytesInMemory(pid, new Map(sought))
  return texts.filter((text) => encodings.some((encoding) => names.has(`${encoding} ${text}`))).length
}

/**
 * The bytes of every key that the program had are sought in its whole memory where the system lets that be read; their texts,
 * the passphrases and the secrets among all that it can still reach. The process that talked to the keychain has ended.
 */
export const lockedMemory = memoryAfter('locked, then keys and secrets sought in memory', 'hand')
export const unusedMemory = memoryAfter('locked after a time without use, then the same', 'unused')
