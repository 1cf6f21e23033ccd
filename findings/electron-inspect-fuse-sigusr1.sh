#!/bin/sh
# Guess: with the fuse EnableNodeCliInspectArguments off, SIGUSR1 does nothing, since it opens no debugger any more.
# Seen: then nothing handles the signal, and what the system does with it by default ends the whole program at once. With
# the fuse on it opens the debugger and the program goes on.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
# Electron's window needs a screen and a user who is not root.
[ "$(id -u)" != 0 ] || set -- setpriv --reuid=65534 --regid=65534 --clear-groups --
electron=${PATCHBAY_ELECTRON:-$("$here/../scripts/real-electron" ${1:+/var/cache/patchbay-electron} | tail -n 1)}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @electron/fuses@2.1.3 node@24.21.0
cp -R "$(dirname "$electron")" electron

mkdir app home
echo '{ "name": "example", "version": "1.0.0", "main": "main.cjs" }' >app/package.json
echo "const { app } = require('electron'); app.whenReady().then(() => console.log('ready'))" >app/main.cjs
cat >fuse.mjs <<'JS'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
const [, , file, value] = process.argv
await flipFuses(file, { version: FuseVersion.V1, [FuseV1Options.EnableNodeCliInspectArguments]: value === 'on' })
JS
cat >signal.mjs <<'JS'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
const child = spawn('./electron/electron', ['app', '--disable-gpu'], { stdio: ['ignore', 'pipe', 'pipe'], detached: true })
let said = ''
child.stderr.on('data', (text) => (said += text))
await once(child.stdout, 'data')
child.kill('SIGUSR1')
const [, signal] = await Promise.race([once(child, 'exit'), setTimeout(3000, [null, 'no signal'])])
console.log(`ended by ${signal}; debugger: ${said.includes('Debugger listening') ? 'open' : 'closed'}`)
if (signal === 'no signal') process.kill(-child.pid, 'SIGKILL')
JS
chmod -R a+rwX .
for value in on off; do
  npx node fuse.mjs electron/electron "$value"
  echo "fuse $value: $(HOME=$folder/home "$@" xvfb-run -a node_modules/.bin/node signal.mjs)" | tee -a seen
done
grep -qx 'fuse on: ended by no signal; debugger: open' seen
grep -qx 'fuse off: ended by SIGUSR1; debugger: closed' seen
