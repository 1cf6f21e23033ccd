import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type KeyringSession, startKeyringSession } from './keyring-session.ts'
import { startVaultProcess } from './vault-process.ts'
import type { Answer, Task } from './vault-tasks.ts'

export const OPERATIONS = ['get', 'set', 'delete', 'rotate'] as const satisfies Task[]

type Outcomes = Record<(typeof OPERATIONS)[number], string>

/** A session with an unlocked keyring that holds the key of one workspace and one spare entry. */
async function startBench() {
  const session: KeyringSession = await startKeyringSession()
  const processes = [startVaultProcess(session.env)]
  const database = join(session.dir, 'vault.db')
  await session.startKeyring('unlocked')
  await processes[0]?.ask(database, 'prepare')
  const before = session.entries()
  let copies = 0

  return {
    session,
    before,
    /** One vault for every operation, each with its own copy of the database. */
    startVaults: (env?: NodeJS.ProcessEnv) => {
      if (env) processes.push(startVaultProcess(env))
      const vaults = processes.at(-1)!
      const files = OPERATIONS.map(() => join(session.dir, `copy-${copies++}.db`))
      for (const file of files) copyFileSync(database, file)
      const ask = (operation: Task, index: number) => vaults.ask(files[index]!, operation)
      return {
        ...vaults,
        askTogether: () => OPERATIONS.map(ask),
        /** Kinder to a busy machine, where starting several processes at once takes long. */
        askInTurn: async () => {
          const answers: Answer[] = []
          for (const [index, operation] of OPERATIONS.entries()) answers.push(await ask(operation, index))
          return answers
        },
      }
    },
    end: async () => {
      await Promise.all(processes.map((vaults) => vaults.end()))
      await session.end()
    },
  }
}

/** What the operations come to; each must have answered long before libsecret itself would, after 25 seconds. */
export async function outcomes(answers: Promise<Answer[]> | Promise<Answer>[]): Promise<Outcomes> {
  const all = await (Array.isArray(answers) ? Promise.all(answers) : answers)
  for (const { milliseconds } of all) expect(milliseconds).toBeLessThan(20_000)
  return Object.fromEntries(OPERATIONS.map((operation, index) => [operation, all[index]?.outcome])) as Outcomes
}

export const keysIn = (entries: string[]) => entries.filter((line) => /account = ws|secret = pbkey/.test(line))
export const every = (outcome: unknown) => Object.fromEntries(OPERATIONS.map((operation) => [operation, outcome]))

/** A test on a session of its own. */
export const withBench = (run: (bench: Awaited<ReturnType<typeof startBench>>) => Promise<void>) => async () => {
  const bench = await startBench()
  try {
    await run(bench)
  } finally {
    await bench.end()
  }
}
