import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AppContract, createClient } from '../../../../src/contract/index.ts'
import { openApp } from '../../../../src/main/app/open-app.ts'
import { openAtomicFile } from '../../../../src/main/platform/atomic-file.ts'
import { findCanaries, makeCanaries } from '../../../helpers/canaries.ts'
import { createMemoryKeychain } from '../../../helpers/keychains/memory-keychain.ts'
import { readPage, sealAnswer } from '../../../helpers/services/answers.ts'
import { localNetwork } from '../../../helpers/services/local-network.ts'
import { pressEntry } from '../../../helpers/services/press.ts'
import { type Play, startService } from '../../../helpers/services/service.ts'
import { comeBack, startTokenService } from '../../../helpers/services/token-service.ts'
import { ada, cheap, resources, temporaryDirectory } from '../../../helpers/test-app.ts'
import { createTally, type Row } from '../../row.ts'

const ENTRY = {
  ...{ format: 1, key: 'echo', name: 'Echo', authType: 'api_key' },
  configSchema: { type: 'object', required: ['url'], properties: { url: { type: 'string' } } },
  authSchema: { type: 'object', properties: { token: { type: 'string', writeOnly: true } } },
  connectionTest: {
    ...{ url: '{config.url}', path: '/me', http: 'loopback', account: { id: 'id', name: ['name'] } },
    auth: [{ in: 'basic', username: 'config.url', password: 'auth.token' }],
  },
}
const PATH = 'auth.token'
const VARIABLE = 'PATCHBAY_FAULT_SECRET'

/** Everything that a service could repeat of what it was sent, by turns. */
const echo = (): Play => {
  let count = 0
  return ({ headers }) => {
    const { authorization = '' } = headers
    const secret = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString().split(':').slice(3).join(':')
    const body = { id: secret, name: `${authorization} ${secret}`, code: secret }
    const answers: ReturnType<Play>[] = [
      [200, body],
      [401, body, { 'content-type': `text/${encodeURIComponent(secret)}` }],
      [302, body, { location: `http://${encodeURIComponent(secret)}.test/${encodeURIComponent(secret)}` }],
      [500, body],
    ]
    return answers[count++ % answers.length]
  }
}

/** Secrets that are tested, asked for, referred to and signed in with, sought in everything that is written and answered. */
export const serviceCanaries: Row = {
  fault: 'secrets of tests, requests, references and sign-ins sought',
  atLeast: 1000,
  run: async (scale) => {
    const tally = createTally()
    using directory = temporaryDirectory()
    await using service = await startService(echo())
    await using tokens = await startTokenService()
    const [dataDir, pages] = [join(directory.path, 'data'), join(directory.path, 'pages')]
    mkdirSync(pages)
    const replies: string[] = []
    const opened = openApp({
      ...{ dataDir, host: 'bench', resources, ...cheap, keychainEngine: createMemoryKeychain() },
      ...{ clock: () => new Date(), identity: ada, network: localNetwork({ mayBeHere: true }) },
    })
    let count = 0
    const api = createClient<AppContract>(async (name, input) => {
      const file = join(pages, `${count++}.html`)
      const reply = await opened.dispatch(name, input, { openExport: () => openAtomicFile(file) })
      replies.push(JSON.stringify(reply))
      return reply
    })
    const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
    await api.catalog.import({ text: JSON.stringify(ENTRY) })
    const { origin } = tokens
    const oauth = { authorizationUrl: `${origin}/auth`, tokenUrl: `${origin}/token` }
    await api.catalog.import({ text: JSON.stringify(pressEntry(oauth)) })
    const canaries = makeCanaries(scale === 'full' ? 24 : 4)
    const config = { url: `http://127.0.0.1:${service.port}` }
    const test = async (id: string) => {
      for (let turn = 0; turn < 4; turn += 1) await api.connectionTests.test({ workspaceId, id })
    }

    for (const [index, { secret }] of canaries.entries()) {
      const place = { workspaceId, catalogKey: 'echo', config }
      if (index % 4 === 0) {
        const { id } = await api.connectors.install({ ...place, name: `Stored ${index}`, auth: { token: secret } })
        await test(id)
        await api.connectionTests.tryOut({ ...place, auth: { token: secret } })
        await api.connectionTests.testMany({ workspaceId, ids: [id] })
      } else if (index % 4 === 1) {
        const { id } = await api.connectors.install({
          ...place,
          name: `Asked ${index}`,
          auth: { token: 'not yet known' },
        })
        const { path } = await api.secretRequests.create({ workspaceId, connectorId: id, paths: [PATH] })
        const request = readPage(readFileSync(path ?? '', 'utf8'))
        const answer = await sealAnswer(request, { [PATH]: secret })
        writeFileSync(join(pages, `${index}.patchbay-answer`), answer)
        // One with another field is refused, and must not be quoted.
        await api.secretRequests
          .check({ workspaceId, answer: await sealAnswer(request, { other: secret }) })
          .catch(() => null)
        await api.secretRequests.check({ workspaceId, answer })
        await api.secretRequests.take({ workspaceId, answer })
        await test(id)
      } else if (index % 4 === 2) {
        process.env[VARIABLE] = secret
        const secrets = { refer: { [PATH]: `env:${VARIABLE}` } }
        const { id } = await api.connectors.install({ ...place, name: `Referred ${index}`, secrets })
        await test(id)
        delete process.env[VARIABLE]
        await test(id)
      } else {
        const settings = { config: { server: origin, client_id: 'any' } }
        tokens.answerWith({ status: 200, body: JSON.stringify({ access_token: secret, refresh_token: secret }) })
        const signIn = await api.signIns.start({ workspaceId, catalogKey: 'press', settings })
        await comeBack(signIn.address)
        await api.signIns.progress({ workspaceId, id: signIn.id, wait: 20 })
        const input = { ...settings, workspaceId, catalogKey: 'press', name: `Signed in ${index}`, signIn: signIn.id }
        const { id } = await api.connectors.install(input)
        await api.connectionTests.test({ workspaceId, id })
      }
    }
    for (const { id } of await api.connectors.list({ workspaceId })) await api.connectors.get({ workspaceId, id })
    await api.activity.list({ workspaceId, limit: 200 })
    await api.secretRequests.list({ workspaceId })

    const surfaces: [name: string, collect: () => Buffer, plant: (text: string) => void][] = [
      ['the pages and answers of requests', () => tree(pages), (text) => writeFileSync(join(pages, 'planted'), text)],
      ['the data directory', () => tree(dataDir), (text) => writeFileSync(join(dataDir, 'planted'), text)],
      ['the logs', () => tree(join(dataDir, 'logs')), (text) => writeFileSync(join(dataDir, 'logs', 'planted'), text)],
      ['replies', () => Buffer.from(replies.join('\n')), (text) => void replies.push(JSON.stringify(text))],
    ]
    for (const [name, collect] of surfaces) {
      for (const hit of findCanaries(collect(), canaries)) tally.expect(false, `canary ${hit} in ${name}`)
      for (const { needles } of canaries) for (const _ of needles) tally.did()
    }
    for (const [name, collect, plant] of surfaces) {
      plant(canaries[0]?.secret ?? '')
      tally.expect(findCanaries(collect(), canaries).length > 0, `a canary that was planted in ${name} is not found`)
    }
    await opened.close()
    return tally.outcome
  },
}

const tree = (directory: string): Buffer =>
  Buffer.concat(
    readdirSync(directory, { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [readFileSync(join(entry.parentPath, entry.name))] : [],
    ),
  )
