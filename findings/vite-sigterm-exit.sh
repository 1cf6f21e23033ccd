#!/bin/sh
# Guess: a Vite server that a script creates through the API leaves SIGTERM to the script, whose own listener can close
# other things first, as with SIGINT.
# Seen: createServer adds a listener of its own, for SIGTERM alone. It closes the server and calls process.exit() with
# code 143, in the middle of whatever the script's own listener still waits for; `finally` blocks never run.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund vite@8.3.8 node@24.21.0

cat >serve.mjs <<'JS'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { createServer, version } from 'vite'
console.log(`vite ${version}`)
const server = await createServer({ configFile: false, logLevel: 'silent' })
await server.listen()
const ended = Promise.race(['SIGINT', 'SIGTERM'].map((signal) => once(process, signal)))
process.kill(process.pid, process.argv[2])
await ended
await wait(2000)
console.log('the script closed its own things')
await server.close()
JS
for signal in SIGINT SIGTERM; do
  code=0
  output=$(npx node serve.mjs $signal) || code=$?
  echo "$signal: $(echo $output), exit code $code"
done | tee seen
grep -q '^SIGINT: .*the script closed its own things, exit code 0$' seen
grep -q '^SIGTERM: vite [0-9.]*, exit code 143$' seen
