#!/bin/sh
# Guess: app.commandLine.hasSwitch('no-sandbox') says whether the program was started with --no-sandbox, at any time.
# Seen (Electron 33.2.1): app.enableSandbox() takes the switch out of that list, so that the answer is no from then on.
# process.argv still has it. A check that is meant for the start has to come before, or to read process.argv.
set -eu
electron=${PATCHBAY_ELECTRON:-$("$(dirname "$0")/../scripts/real-electron" | tail -n 1)}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export HOME="$folder"

echo '{ "name": "finding", "version": "1.0.0", "main": "main.js" }' >package.json
cat >main.js <<'JS'
const { app } = require('electron')
const look = () => `commandLine ${app.commandLine.hasSwitch('no-sandbox')}, argv ${process.argv.includes('--no-sandbox')}`
console.log('before:', look())
app.enableSandbox()
console.log('after: ', look())
app.exit(0)
JS
xvfb-run -a "$electron" --no-sandbox . 2>/dev/null >seen
ELECTRON_RUN_AS_NODE=1 "$electron" -p '"electron " + process.versions.electron'
cat seen
[ "$(cat seen)" = 'before: commandLine true, argv true
after:  commandLine false, argv true' ]
