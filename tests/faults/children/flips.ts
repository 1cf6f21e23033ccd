import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ZodError } from 'zod'
import { AppError } from '../../../src/contract/errors.ts'
import { openTestStore } from '../../helpers/test-app.ts'
import { childArguments } from '../child.ts'
import { openProgram, openVault, type Place } from '../program.ts'
import { createRandom, integer } from '../../helpers/random.ts'

export interface FlipArguments {
  place: Place
  workspaceId: string
  /** The secrets as they were stored, by connector and path. */
  secrets: Record<string, unknown>
  seed: number
  count: number
}

export type FlipResult = { misses: string[]; states: Record<string, number> }

const { place, workspaceId, secrets, seed, count } = childArguments<FlipArguments>()
const random = createRandom(seed)
const result: FlipResult = { misses: [], states: {} }
const original = readFileSync(join(place.dataDir, 'patchbay.db'))
for (let round = 0; round < count; round += 1) await flip(round)
console.log(JSON.stringify(result))

async function flip(round: number) {
  const directory = mkdtempSync(join(tmpdir(), 'patchbay-flip-'))
  try {
    const copy: Place = { dataDir: directory, keychainDir: place.keychainDir }
    const damaged = Buffer.from(original)
    const at = integer(random, damaged.length)
    damaged[at] = damaged[at]! ^ (1 << integer(random, 8))
    const file = join(directory, 'patchbay.db')
    writeFileSync(file, damaged)
    const miss = (text: string) => result.misses.push(`flip ${seed}/${round} at byte ${at}: ${text}`)
    const state = await useProgram(copy, miss)
    result.states[state] = (result.states[state] ?? 0) + 1
    for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true })
    writeFileSync(file, damaged)
    await readSecrets(copy, miss)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** Every call must be answered with a value or a typed error that is no fault of the program. */
async function useProgram(copy: Place, miss: (text: string) => void): Promise<string> {
  let worst = 'ok'
  const note = (procedure: string, reply: { ok: boolean; error?: { code: string; reason?: string } }) => {
    if (!reply.error) return
    worst = reply.error.reason ?? reply.error.code
    if (reply.error.code === 'internal') miss(`${procedure} answers internal`)
  }
  try {
    const { app, reported } = openProgram(copy, { standby: () => true })
    if (app.problem) worst = app.problem.reason ?? app.problem.code
    const call = async (procedure: string, input: object = {}) => {
      const reply = await app.dispatch(procedure, input)
      note(procedure, reply)
      return reply.ok ? (reply.value as { id: string }[]) : []
    }
    await call('catalog.list')
    await call('catalog.get', { key: 'wordpress' })
    await call('workspaces.list')
    await call('targets.list', { workspaceId })
    for (const { id } of await call('connectors.list', { workspaceId })) {
      await call('connectors.get', { workspaceId, id })
      await call('connectors.activate', { workspaceId, id })
    }
    await call('doctor.run')
    await app.close()
    // What does not fit its form is answered as unreadable data and reported as well.
    for (const error of reported) {
      const isData = error instanceof ZodError || error instanceof SyntaxError
      if (!isData) miss(String(error))
    }
  } catch (error) {
    miss(`threw ${String(error)}`)
  }
  return worst
}

/** What decrypts must be the secret that was stored there. */
async function readSecrets({ dataDir, keychainDir }: Place, miss: (text: string) => void) {
  try {
    const store = openTestStore(join(dataDir, 'patchbay.db'))
    try {
      const key = await openVault(store, { keychainDir }).use(workspaceId)
      const rows = store.sqlite.prepare('SELECT id, auth FROM connectors').all() as { id: string; auth: string }[]
      for (const { id, auth } of rows)
        for (const [path, { value }] of Object.entries(JSON.parse(auth) as Record<string, { value: string }>))
          try {
            const secret = key.decrypt({ connectorId: id, path }, value)
            if (secret !== secrets[`${id} ${path}`]) miss(`a wrong secret at ${path}`)
          } catch (error) {
            if (!(error instanceof AppError)) miss(`decrypting threw ${String(error)}`)
          }
    } finally {
      store.close()
    }
  } catch {
    // Damage that the program has answered above.
  }
}
