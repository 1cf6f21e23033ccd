import { contract } from '../../../src/contract/index.ts'
import type { Reply } from '../../../src/contract/errors.ts'
import type { App } from '../../../src/main/app/app.ts'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { wordpress } from '../../helpers/samples.ts'
import { ben, createTestApp, resources } from '../../helpers/test-app.ts'
import { validInput } from '../inputs.ts'
import { createTally, type Row, type Tally } from '../row.ts'
import { errorLog } from '../../helpers/error-log.ts'
import { serveApp } from '../../helpers/serve-app.ts'

interface Ids {
  foreignWorkspace: string
  foreignConnector: string
}

type Inputs = (ids: Ids) => object[]

const passphrase = 'a passphrase of nobody'
const nothingForeign: Inputs = () => [{}]

const draftOf = (workspaceId: string, connectorId: string) => ({
  workspaceId,
  catalogKey: 'wordpress',
  connectorId,
  basedOn: null,
  base: null,
  title: 'WordPress',
  typedAt: '2026-01-01T00:00:00.000Z',
  name: 'Blog',
  tags: [],
  secretExpiresAt: null,
  values: { config: {}, auth: {} },
  decisions: { fates: {}, leftChoices: [], storedBranches: {}, chosenBranches: {} },
  leftOut: [],
})

/**
 * Procedures whose input names no workspace to work in, each with inputs by which somebody might reach a foreign one all
 * the same. They must all be answered alike and reveal nothing of it.
 */
const WITHOUT_WORKSPACE: Record<string, Inputs> = {
  'session.get': nothingForeign,
  'tokens.list': nothingForeign,
  'tokens.create': ({ foreignWorkspace }) => [
    { name: 'x', workspaceIds: [foreignWorkspace] },
    { name: 'x', workspaceIds: ['no-such-workspace'] },
  ],
  'tokens.revoke': ({ foreignWorkspace }) => [{ id: foreignWorkspace }, { id: 'no-such-token' }],
  'tokens.current': nothingForeign,
  'keys.probe': nothingForeign,
  'keys.closeAll': nothingForeign,
  'keys.openAll': nothingForeign,
  'keys.asking': nothingForeign,
  'keys.cancelAsking': nothingForeign,
  'keys.idleLock': nothingForeign,
  'keys.setIdleLock': () => [{ minutes: 0 }],
  'keys.stayOpen': nothingForeign,
  'keys.generatePassphrase': () => [],
  'settings.mine': nothingForeign,
  'settings.setMine': () => [{ theme: 'dark' }],
  'settings.data': nothingForeign,
  'settings.setBackupWeeks': () => [{ weeks: 13 }],
  'settings.network': nothingForeign,
  'settings.setProxy': () => [{ proxy: 'none' }],
  'settings.chooseCaFile': nothingForeign,
  'settings.removeCaFile': nothingForeign,
  'person.get': nothingForeign,
  'person.show': nothingForeign,
  'person.rename': () => [{ name: 'Ben' }],
  'person.setPassphrase': () => [{ passphrase }],
  'members.join': () => [{ invitation: 'x', passphrase }],
  'sharing.join': () => [{ remote: '/nowhere', invitation: 'x', passphrase }],
  'sharing.joinProgress': nothingForeign,
  'sharing.cancelJoin': nothingForeign,
  'sharing.interval': nothingForeign,
  'sharing.setInterval': () => [{ minutes: 5 }],
  'members.recover': () => [
    { passphrase, name: 'Foreignia' },
    { passphrase, name: 'Unknownia' },
  ],
  'activity.installation': nothingForeign,
  'workspaces.list': nothingForeign,
  'overview.get': nothingForeign,
  'overview.search': () => [{ query: 'Foreign blog' }, { query: 'foreign.example.org' }, { query: 'no such blog' }],
  'workspaces.create': () => [{ name: '' }],
  'catalog.list': nothingForeign,
  'catalog.get': () => [{ key: 'wordpress' }],
  'catalog.lint': () => [{ text: '{}' }],
  'catalog.preview': () => [{ text: '{}' }],
  'catalog.import': () => [{ text: '{}' }],
  'catalog.uses': () => [{ key: 'wordpress' }],
  'catalog.remove': () => [{ key: 'wordpress' }],
  'catalog.upgradeReport': nothingForeign,
  'connectors.validateConfig': ({ foreignConnector }) => [{ catalogKey: 'wordpress', kept: [foreignConnector] }],
  'workspaceBackups.create': ({ foreignWorkspace }) => [
    { workspaceIds: [foreignWorkspace], passphrase },
    { workspaceIds: ['no-such-workspace'], passphrase },
  ],
  'targets.preview': ({ foreignWorkspace }) => [
    { workspaceIds: [foreignWorkspace] },
    { workspaceIds: ['no-such-workspace'] },
  ],
  'targets.exportProgress': ({ foreignWorkspace }) => [
    { workspaceIds: [foreignWorkspace] },
    { workspaceIds: ['no-such-workspace'] },
  ],
  'targets.cancelExport': ({ foreignWorkspace }) => [
    { workspaceIds: [foreignWorkspace] },
    { workspaceIds: ['no-such-workspace'] },
  ],
  'targets.exportMany': ({ foreignWorkspace }) => [
    { workspaceIds: [foreignWorkspace] },
    { workspaceIds: ['no-such-workspace'] },
  ],
  'workspaces.trash': nothingForeign,
  'workspaces.emptyTrash': ({ foreignWorkspace }) => [
    { workspaceIds: [foreignWorkspace] },
    { workspaceIds: ['no-such-workspace'] },
  ],
  'workspaceCode.exportSecrets': ({ foreignWorkspace }) => [
    { workspaceIds: [foreignWorkspace], passphrase },
    { workspaceIds: ['no-such-workspace'], passphrase },
  ],
  'workspaceBackups.upload': ({ foreignWorkspace }) => [{ upload: foreignWorkspace, data: 'AAAA' }],
  'workspaceBackups.inspect': ({ foreignWorkspace }) => [{ upload: foreignWorkspace, passphrase }],
  'workspaceBackups.preview': ({ foreignWorkspace }) => [
    { upload: 'x', from: foreignWorkspace, into: foreignWorkspace },
    { upload: 'x', from: 'no-such-workspace', into: 'no-such-workspace' },
  ],
  'workspaceBackups.restore': ({ foreignWorkspace }) => [
    { upload: 'x', parts: [{ from: foreignWorkspace, into: foreignWorkspace }] },
    { upload: 'x', parts: [{ from: 'no-such-workspace', into: 'no-such-workspace' }] },
  ],
  'workspaceBackups.forget': ({ foreignWorkspace }) => [{ upload: foreignWorkspace }, { upload: 'x' }],
  'workspaceBackups.progress': nothingForeign,
  'workspaceBackups.cancel': nothingForeign,
  'backups.list': nothingForeign,
  'backups.restore': () => [{ name: 'x' }],
  'backups.startOver': nothingForeign,
  'doctor.run': nothingForeign,
  'desktop.takeCommands': nothingForeign,
  'desktop.takeDraft': nothingForeign,
  'desktop.keepDraft': ({ foreignWorkspace, foreignConnector }) => [
    { draft: draftOf(foreignWorkspace, foreignConnector) },
    { draft: draftOf('no-such-workspace', 'no-such-connector') },
  ],
  'desktop.openWindow': ({ foreignWorkspace }) => [{ opens: foreignWorkspace }, { opens: 'no-such-workspace' }],
  'desktop.print': nothingForeign,
  'desktop.savePage': nothingForeign,
  'desktop.saveText': () => [{ name: 'a.txt', text: 'text' }],
  'desktop.update': nothingForeign,
  'desktop.checkForUpdate': nothingForeign,
  'desktop.installUpdate': nothingForeign,
}

/** Words of the other workspace that no reply may hold. */
const FOREIGN_WORDS = ['Foreignia', 'Foreign blog', 'foreign.example.org', 'canary7f3aForeignPasswor']
const foreignConnector = {
  ...wordpress,
  name: 'Foreign blog',
  config: { site_url: 'https://foreign.example.org' },
  auth: { username: 'editor', application_password: 'canary7f3aForeignPasswor' },
}

interface Case {
  procedure: string
  /** The input with the ids of the attempt. */
  inputs: { what: string; workspaceId: string; id?: string | number }[]
  expected: string
}

export const crossWorkspace: Row = {
  fault: 'calls with foreign, deleted and unknown ids',
  atLeast: 1000,
  run: async (scale) => {
    const tally = createTally()
    const acme = createTestApp({ keychain: createMemoryKeychain() })
    const others = serveApp({
      store: acme.store,
      resources,
      keychainEngine: acme.keychain,
      clock: acme.clock,
      identity: ben,
      log: errorLog((error, procedure) => tally.expect(false, `${procedure}: ${String(error)}`)),
    })
    const asBen = acme.as(ben)
    const { id: foreignWorkspace } = await acme.api.workspaces.create({ name: 'Foreignia' })
    const { id: own } = await asBen.workspaces.create({ name: 'Globex' })
    const foreign = await acme.api.connectors.install({ workspaceId: foreignWorkspace, ...foreignConnector })
    const trashed = await acme.api.connectors.install({
      workspaceId: foreignWorkspace,
      ...foreignConnector,
      name: 'Foreign blog, gone',
    })
    await acme.api.connectors.remove({ workspaceId: foreignWorkspace, id: trashed.id })
    const deleted = await asBen.connectors.install({ workspaceId: own, ...wordpress, name: 'Mine, gone' })
    await asBen.connectors.remove({ workspaceId: own, id: deleted.id })
    const before = contentOf(acme.store.sqlite)

    const ids = { foreign: foreign.id, 'in a foreign trash': trashed.id, deleted: deleted.id }
    const { items } = await acme.api.activity.list({ workspaceId: foreignWorkspace })
    const foreignActivity = items[0]?.id ?? 0
    for (const one of casesOf({ own, foreignWorkspace, foreignActivity, ids }, tally))
      for (let round = 0; round < (scale === 'full' ? 12 : 1); round += 1) await attempt(others, one, round, tally)

    for (const [procedure, inputs] of Object.entries(WITHOUT_WORKSPACE)) {
      const answers = new Set<string>()
      for (const input of inputs({ foreignWorkspace, foreignConnector: foreign.id })) {
        const text = JSON.stringify(await others.dispatch(procedure, input))
        tally.did()
        answers.add(text)
        tally.expect(!FOREIGN_WORDS.some((word) => text.includes(word)), `${procedure} reveals the foreign workspace`)
      }
      tally.expect(
        answers.size <= 1,
        `${procedure} distinguishes a foreign id from an unknown one: ${[...answers].join(' ')}`,
      )
    }
    tally.expect(contentOf(acme.store.sqlite) === before, 'the foreign workspace has changed')
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

interface Where {
  own: string
  foreignWorkspace: string
  /** The number of an entry in the history of the foreign workspace. */
  foreignActivity: number
  ids: Record<string, string>
}

/** One case or more for every procedure of the contract; a procedure that has none is a miss. */
function casesOf(where: Where, tally: Tally): Case[] {
  const cases: Case[] = []
  for (const [group, procedures] of Object.entries(contract))
    for (const [name, { input }] of Object.entries(procedures)) {
      const procedure = `${group}.${name}`
      if (!('workspaceId' in input.shape)) {
        tally.expect(procedure in WITHOUT_WORKSPACE, `${procedure} has no row: say how a foreign workspace is tried`)
        continue
      }
      const { own, foreignWorkspace, foreignActivity, ids } = where
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
      if (procedure === 'activity.get')
        cases.push({
          procedure,
          inputs: Object.entries({ foreign: foreignActivity, unknown: 1_000_000 }).map(([what, id]) => ({
            ...{ what: `${what} id`, workspaceId: own, id },
          })),
          expected: 'There is no such entry in the activity of this workspace',
        })
      else if ('id' in input.shape)
        cases.push({
          procedure,
          inputs: Object.entries({ ...ids, unknown: 'no-such-id', 'unknown uuid': crypto.randomUUID() })
            // What is in one's own trash may be restored.
            .filter(([what]) => !(name === 'restore' && what === 'deleted'))
            .map(([what, id]) => ({ what: `${what} id`, workspaceId: own, id })),
          expected: absenceOf(group, name),
        })
    }
  return cases
}

/** What is answered for an ID that leads to nothing. */
function absenceOf(group: string, name: string): string {
  if (group === 'signIns' && name !== 'start') return 'This sign-in is no longer there. Sign in again'
  if (group === 'secretRequests' && name === 'revoke') return 'There is no such request for a secret in this workspace'
  if (group === 'targets' && name !== 'usesOf') return 'There is no such file in this workspace'
  return `There is no such ${group === 'views' ? 'saved view' : 'connector'} in this workspace`
}

/** Every attempt must be answered as if the thing did not exist, word for word the same. */
async function attempt({ dispatch }: App, { procedure, inputs, expected }: Case, seed: number, tally: Tally) {
  for (const { what, ...ids } of inputs) {
    const reply: Reply = await dispatch(procedure, { ...validInput(procedure, seed), ...ids })
    tally.did()
    const outcome = reply.ok ? 'ok' : `${reply.error.code}: ${reply.error.message}`
    tally.expect(outcome === `not_found: ${expected}`, `${procedure} with a ${what}: ${outcome}`)
    const text = JSON.stringify(reply)
    tally.expect(!FOREIGN_WORDS.some((word) => text.includes(word)), `${procedure} with a ${what} leaks`)
  }
}
