#!/bin/sh
# Guess: what a Vite server sends while no page is connected is lost, since there is nobody to hear it.
# Seen: the last `full-reload` waits for the first page that connects, which then loads twice. That page may have spent a
# one-time token of its URL already.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund vite@8.3.8 node@24.21.0

cat >connect.mjs <<'JS'
import { createServer, version } from 'vite'
console.log(`vite ${version}`)
for (const type of ['update', 'full-reload']) {
  const server = await createServer({ configFile: false, logLevel: 'silent' })
  await server.listen()
  const [base] = server.resolvedUrls.local
  const client = await (await fetch(`${base}@vite/client`)).text()
  const [, token] = /const wsToken = "([^"]+)"/.exec(client)
  server.ws.send({ type, updates: [] })
  const types = await new Promise((resolve) => {
    const types = []
    const socket = new WebSocket(`${base.replace('http', 'ws')}?token=${token}`, 'vite-hmr')
    socket.addEventListener('message', ({ data }) => {
      const { type, event } = JSON.parse(data)
      if (type === 'connected') server.ws.send('last', {})
      if (event === 'last') resolve(types)
      else types.push(type)
    })
  })
  console.log(`${type} to nobody; the first page receives: ${types.join(', ')}`)
  await server.close()
}
JS
seen=$(npx node connect.mjs)
echo "$seen"
echo "$seen" | grep -qx 'update to nobody; the first page receives: connected'
echo "$seen" | grep -qx 'full-reload to nobody; the first page receives: connected, full-reload'
