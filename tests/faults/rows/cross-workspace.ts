import { contract } from '../../../src/contract/index.ts'
import type { Reply } from '../../../src/contract/errors.ts'
import { type App, createApp } from '../../../src/main/app.ts'
import { createMemoryKeychain } from '../../helpers/memory-keychain.ts'
import { SECRET, wordpress } from '../../helpers/samples.ts'
import { ben, createTestApp, resources } from '../../helpers/test-app.ts'
import { validInput } from '../inputs.ts'
import { createTally, type Row, type Tally } from '../row.ts'

/** Procedures that work in no workspace, each with the reason why there is nothing foreign to reach. */
const WITHOUT_WORKSPACE: Record<string, string> = {
  'session.get': 'tells of the caller only',
  'keys.probe': 'tells of the keychain only',
  'workspaces.list': 'lists the memberships of the caller, looked at below',
  'workspaces.create': 'makes a workspace of the caller',
  'catalog.list': 'the catalog is for everybody',
  'catalog.get': 'the catalog is for everybody',
  'connectors.validateConfig': 'stores nothing and reads the catalog only',
  'backups.list': 'names of files only',
  'backups.restore': 'refused below for who owns no workspace of the database',
  'backups.startOver': 'refused while the database opens',
  'doctor.run': 'counts of the caller, looked at below',
}

/** Words of the other workspace that no reply may hold. */
const FOREIGN_WORDS = ['Company blog', 'Acme', 'Ada', 'blog.example.com', SECRET]

interface Case {
  procedure: string
  /** The input with the ids of the attempt. */
  inputs: { what: string; workspaceId: string; id?: string }[]
  expected: string
}

export const crossWorkspace: Row = {
  fault: 'calls with foreign, deleted and unknown ids',
  atLeast: 1000,
  run: async (scale) => {
    const tally = createTally()
    const acme = createTestApp({ keychain: createMemoryKeychain() })
    const others = createApp({
      store: acme.store,
      resources,
      keychainEngine: acme.keychain,
      clock: acme.clock,
      identity: ben,
      report: (procedure, error) => tally.expect(false, `${procedure}: ${String(error)}`),
    })
    const asBen = acme.as(ben)
    const { id: foreignWorkspace } = await acme.api.workspaces.create({ name: 'Acme' })
    const { id: own } = await asBen.workspaces.create({ name: 'Globex' })
    const foreign = await acme.api.connectors.install({ workspaceId: foreignWorkspace, ...wordpress })
    const trashed = await acme.api.connectors.install({ workspaceId: foreignWorkspace, ...wordpress, name: 'Gone' })
    await acme.api.connectors.remove({ workspaceId: foreignWorkspace, id: trashed.id })
    const deleted = await asBen.connectors.install({ workspaceId: own, ...wordpress, name: 'Mine, gone' })
    await asBen.connectors.remove({ workspaceId: own, id: deleted.id })
    const before = contentOf(acme.store.sqlite)

    const ids = { foreign: foreign.id, 'in a foreign trash': trashed.id, deleted: deleted.id }
    for (const one of casesOf({ own, foreignWorkspace, ids }, tally))
      for (let round = 0; round < (scale === 'full' ? 12 : 1); round += 1) await attempt(others, one, round, tally)

    tally.expect(contentOf(acme.store.sqlite) === before, 'the foreign workspace has changed')
    const seen = JSON.stringify(await asBen.workspaces.list({})) + JSON.stringify(await asBen.doctor.run({}))
    tally.expect(!FOREIGN_WORDS.some((word) => seen.includes(word)), 'a list tells of the foreign workspace')
    await others.close()
    tally.expect(acme.reported.length === 0, String(acme.reported[0]))
    return tally.outcome
  },
}

type Sqlite = ReturnType<typeof createTestApp>['store']['sqlite']

const contentOf = (sqlite: Sqlite) =>
  JSON.stringify(
    ['connectors', 'workspaces', 'members', 'key_slots'].map((table) => sqlite.prepare(`SELECT * FROM ${table}`).all()),
  )

/** One case or more for every procedure of the contract; a procedure that has none is a miss. */
function casesOf(where: { own: string; foreignWorkspace: string; ids: Record<string, string> }, tally: Tally): Case[] {
  const cases: Case[] = []
  for (const [group, procedures] of Object.entries(contract))
    for (const [name, { input }] of Object.entries(procedures)) {
      const procedure = `${group}.${name}`
      if (!('workspaceId' in input.shape)) {
        tally.expect(procedure in WITHOUT_WORKSPACE, `${procedure} has no row: say why it reaches no workspace`)
        continue
      }
      const { own, foreignWorkspace, ids } = where
      const workspaces = {
        foreign: foreignWorkspace,
        unknown: 'no-such-workspace',
        'unknown uuid': crypto.randomUUID(),
      }
      cases.push({
        procedure,
        inputs: Object.entries(workspaces).flatMap(([what, workspaceId]) =>
          [...Object.values(ids), 'no-such-id'].map((id) => ({ what: `${what} workspace`, workspaceId, id })),
        ),
        expected: 'There is no such workspace',
      })
      if ('id' in input.shape)
        cases.push({
          procedure,
          inputs: Object.entries({ ...ids, unknown: 'no-such-id', 'unknown uuid': crypto.randomUUID() })
            // What is in one's own trash may be restored.
            .filter(([what]) => !(name === 'restore' && what === 'deleted'))
            .map(([what, id]) => ({ what: `${what} id`, workspaceId: own, id })),
          expected: 'There is no such connector in this workspace',
        })
    }
  return cases
}

/** Every attempt must be answered as if the thing did not exist, word for word the same. */
async function attempt({ dispatch }: App, { procedure, inputs, expected }: Case, seed: number, tally: Tally) {
  for (const { what, ...ids } of inputs) {
    const reply: Reply = await dispatch(procedure, { ...validInput(procedure, seed), ...ids })
    tally.did()
    const said = reply.ok ? 'ok' : `${reply.error.code}: ${reply.error.message}`
    tally.expect(said === `not_found: ${expected}`, `${procedure} with a ${what}: ${said}`)
    const text = JSON.stringify(reply)
    tally.expect(!FOREIGN_WORDS.some((word) => text.includes(word)), `${procedure} with a ${what} leaks`)
  }
}
