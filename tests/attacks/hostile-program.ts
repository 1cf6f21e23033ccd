import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startHttpHost } from '../../src/main/hosts/http/server.ts'
import { type AppContract, createClient } from '../../src/contract/index.ts'
import { projectPath } from '../helpers/paths.ts'
import { createMemoryKeychain } from '../helpers/keychains/memory-keychain.ts'
import { ada, createTestClock, openTestStore, resources, temporaryDirectory } from '../helpers/test-app.ts'
import { errorLog } from '../helpers/error-log.ts'
import { serveApp } from '../helpers/serve-app.ts'

/** A catalog entry that carries the markup in everything that a screen shows. */
const hostileEntry = (key: string, markup: string) => ({
  ...(JSON.parse(readFileSync(projectPath('seeds/catalog/medium.json'), 'utf8')) as object),
  key,
  name: `${key} ${markup}`,
  description: markup,
  category: markup.slice(0, 50),
  icon: markup.slice(0, 100),
  authType: 'api_key',
  docsUrl: 'https://example.com/',
  configSchema: {
    type: 'object',
    title: markup,
    description: markup,
    properties: {
      text: { type: 'string', title: `Text ${markup}`, description: markup, examples: [markup], default: markup },
      choice: { type: 'string', title: markup, enum: ['one', markup], description: `<p>${markup}</p>` },
      group: {
        type: 'object',
        title: markup,
        description: markup,
        properties: { inner: { type: 'string', title: markup } },
      },
    },
  },
  authSchema: {
    type: 'object',
    properties: { token: { type: 'string', writeOnly: true, title: `Token ${markup}`, description: markup } },
  },
})

/** The program on the loopback host with a catalog, a workspace and connectors full of markup. */
export async function startHostileProgram(vectors: string[]) {
  using directory = temporaryDirectory()
  const catalogDir = join(directory.path, 'catalog')
  mkdirSync(catalogDir)
  vectors.forEach((markup, index) =>
    writeFileSync(join(catalogDir, `hostile-${index}.json`), JSON.stringify(hostileEntry(`hostile-${index}`, markup))),
  )
  const app = serveApp({
    store: openTestStore(),
    resources: { ...resources, seedsDir: directory.path },
    keychainEngine: createMemoryKeychain(),
    clock: createTestClock(),
    identity: { id: ada.id, name: vectors[0] ?? ada.name },
    log: errorLog(() => undefined),
  })
  const api = createClient<AppContract>(app.dispatch)
  const host = await startHttpHost({ app, rendererDir: resources.rendererDir, port: 0, version: resources.version })
  return {
    api,
    url: host.url,
    oneTimeUrl: host.oneTimeUrl,
    close: async () => {
      await host.close()
      await app.close()
    },
  }
}
