#!/bin/sh
# Guess: a program that shows dialog.showErrorBox once it is ready needs no processor time while it waits for the click.
# Seen: on Linux, in the turn of `ready` itself, the main process turns in circles for as long as the box is open: the
# box's own loop never takes the wake-up that is left for Chromium's. One setImmediate before it, and all is quiet.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
# Electron's window needs a screen and a user who is not root.
[ "$(id -u)" != 0 ] || set -- setpriv --reuid=65534 --regid=65534 --clear-groups --
electron=${PATCHBAY_ELECTRON:-$("$here/../scripts/real-electron" ${1:+/var/cache/patchbay-electron} | tail -n 1)}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node@24.21.0

mkdir ready later home
for app in ready later; do
  echo '{ "name": "example", "version": "1.0.0", "main": "main.cjs" }' >$app/package.json
done
cat >ready/main.cjs <<'JS'
const { app, dialog } = require('electron')
app.whenReady().then(() => {
  console.log('open')
  dialog.showErrorBox('Title', 'Content')
})
JS
cat >later/main.cjs <<'JS'
const { app, dialog } = require('electron')
app.whenReady().then(() =>
  setImmediate(() => {
    console.log('open')
    dialog.showErrorBox('Title', 'Content')
  }),
)
JS
cat >measure.mjs <<'JS'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
const [, , electron, app] = process.argv
const child = spawn(electron, [app, '--disable-gpu'], { stdio: ['ignore', 'pipe', 'ignore'], detached: true })
await once(child.stdout, 'data')
await setTimeout(2000)
const ticks = () => {
  const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
  const [user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ').slice(11, 13)
  return Number(user) + Number(system)
}
const before = ticks()
await setTimeout(5000)
console.log(Math.round(((ticks() - before) / 500) * 100))
process.kill(-child.pid, 'SIGKILL')
JS
chmod -R a+rwX .
export HOME="$folder/home"
ready=$("$@" xvfb-run -a node_modules/.bin/node measure.mjs "$electron" ready)
later=$("$@" xvfb-run -a node_modules/.bin/node measure.mjs "$electron" later)
echo "Electron $(ELECTRON_RUN_AS_NODE=1 "$electron" -p process.versions.electron): processor time of the main process while the box is open"
echo "  in the turn of ready:  $ready % of one core"
echo "  after a setImmediate:  $later % of one core"
[ "$ready" -gt 20 ] && [ "$later" -lt 10 ]
