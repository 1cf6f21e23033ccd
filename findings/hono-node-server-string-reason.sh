#!/bin/sh
# Guess: a handler that hands the signal of its request to `fetch` gets an AbortError once the client has gone, as from every
# other AbortSignal, so `error.name` tells it from a fault of the service.
#
# Seen with @hono/node-server 2.1.8: the reason of that signal is a string. `fetch` rejects with it and `throwIfAborted()` throws
# it, so what is caught is no Error and has no name, no message and no stack.
#
#   fetch: string "Error: aborted", name undefined
#   throwIfAborted: string "Error: aborted", name undefined
#   a signal of Node: object, name AbortError
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node@24.21.0 hono@4.13.19 @hono/node-server@2.1.8 >/dev/null

cat >look.mjs <<'JS'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

const describe = (error) =>
  typeof error === 'string' ? `string "${error}", name ${error.name}` : `${typeof error}, name ${error.name}`
const caught = async (run) => {
  try {
    await run()
  } catch (error) {
    return describe(error)
  }
}
const atService = Promise.withResolvers()
const service = createServer(() => atService.resolve()).listen(0, '127.0.0.1')
await once(service, 'listening')
const address = `http://127.0.0.1:${service.address().port}/`

const seen = Promise.withResolvers()
const app = new Hono().get('/', async (context) => {
  const { signal } = context.req.raw
  const fromFetch = await caught(() => fetch(address, { signal }))
  seen.resolve([fromFetch, await caught(() => signal.throwIfAborted())])
  return context.text('')
})
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
await once(server, 'listening')
const client = new AbortController()
const asked = caught(() => fetch(`http://127.0.0.1:${server.address().port}/`, { signal: client.signal }))
await atService.promise
client.abort()
const [fromFetch, thrown] = await seen.promise
const lines = [`fetch: ${fromFetch}`, `throwIfAborted: ${thrown}`, `a signal of Node: ${await asked}`]
console.log(lines.join('\n'))
const expected = [
  'fetch: string "Error: aborted", name undefined',
  'throwIfAborted: string "Error: aborted", name undefined',
  'a signal of Node: object, name AbortError',
]
process.exit(lines.join() === expected.join() ? 0 : 1)
JS
node_modules/.bin/node look.mjs
