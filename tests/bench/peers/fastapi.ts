import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { projectPath } from '../../helpers/paths.ts'
import { freePort, type Http, request, untilAnswering } from './http.ts'
import { MOST_HITS, type OpenPeer, type Row, toListed, WORKSPACE, writeWhole } from './peer.ts'

const BATCH = 5000
/** Debian's packages are for the system's own Python. */
const PYTHON = process.env.PATCHBAY_PYTHON ?? '/usr/bin/python3'

/** The stack of the specification, over HTTP. */
export const openFastApi: OpenPeer = async (directory) => {
  const port = await freePort()
  const token = randomUUID()
  const script = projectPath('tests/bench/peers/fastapi_app.py')
  const child = spawn(PYTHON, [script, directory, String(port), projectPath('seeds/catalog/wordpress.json')], {
    env: { ...process.env, PEER_TOKEN: token },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const origin = `http://127.0.0.1:${port}`
  const http: Http = { origin, headers: { authorization: `Bearer ${token}`, 'x-workspace-id': WORKSPACE } }
  await untilAnswering(`${origin}/openapi.json`, () => child.exitCode === null)
  return {
    fill: async (drafts) => {
      for (let at = 0; at < drafts.length; at += BATCH)
        await request(http, 'POST', '/fill', drafts.slice(at, at + BATCH))
    },
    install: async (draft) => (await request<{ id: string }>(http, 'POST', '/connectors', draft)).id,
    update: async (id, change) => void (await request(http, 'PUT', `/connectors/${id}`, change)),
    list: async (limit) =>
      (await request<Row[]>(http, 'GET', `/installed${limit === undefined ? '' : `?limit=${limit}`}`)).map(toListed),
    search: (words) => {
      const query = new URLSearchParams({ query: words.join(' '), limit: String(MOST_HITS) })
      return request(http, 'GET', `/search?${query}`)
    },
    exportTo: async (file) =>
      writeWhole(file, await request(http, 'GET', '/publish-targets/export', undefined, 'bytes')),
    close: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}
