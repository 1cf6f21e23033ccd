#!/bin/sh
# Guess: an algorithm of WebCrypto for which Electron makes a key can also be used there.
# Seen: crypto.subtle of Electron's main process makes and imports AES-KW keys without a word. Only wrapping something
# with one fails, with "The operation failed for an operation-specific reason": BoringSSL gives Node no such cipher.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
electron=${PATCHBAY_ELECTRON:-$("$here/../scripts/real-electron" | tail -n 1)}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node@24.21.0

cat >wrap.cjs <<'JS'
const { subtle } = require('node:crypto')
const step = (name, work) =>
  work.then(
    (value) => (console.log(`  ${name}: done`), value),
    (error) => console.log(`  ${name}: ${error.name}: ${error.message} (${error.cause?.message})`),
  )
async function run() {
  const { electron, node } = process.versions
  console.log(electron ? `Electron ${electron} (Node ${node})` : `Node ${node}`)
  const key = await step('a key for AES-KW', subtle.generateKey({ name: 'AES-KW', length: 256 }, true, ['wrapKey', 'unwrapKey']))
  const data = await step('a key for AES-GCM', subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt']))
  await step('wrapping', subtle.wrapKey('raw', data, key, 'AES-KW'))
}
run()
JS
inNode=$(npx node wrap.cjs)
inElectron=$(ELECTRON_RUN_AS_NODE=1 "$electron" wrap.cjs)
echo "$inNode"
echo "$inElectron"
echo "$inNode" | grep -qx '  wrapping: done'
echo "$inElectron" | grep -qx '  a key for AES-KW: done'
echo "$inElectron" | grep -qx '  wrapping: OperationError: The operation failed for an operation-specific reason (Unknown cipher)'
