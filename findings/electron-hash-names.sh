#!/bin/sh
# Guess: what createHash takes in Node it takes in Electron, or getHashes() there tells what it takes.
# Seen: Electron's crypto is BoringSSL, where only some spellings of the same hash exist: sha256 and SHA256, but not
# sha-256 or SHA-256, which Node takes too. And getHashes() is no list of what works: RSA-SHA256 and md5-sha1 do and are
# missing in it. It refuses with a message alone, without a code.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
electron=${PATCHBAY_ELECTRON:-$("$here/../scripts/real-electron" | tail -n 1)}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node@24.21.0

cat >ask.cjs <<'JS'
const { createHash, getHashes } = require('node:crypto')
const answer = (name) => {
  try {
    createHash(name)
    return getHashes().includes(name) ? 'works' : 'works, but is not listed'
  } catch ({ code, message }) {
    return `${code}: ${message}`
  }
}
const { electron, node } = process.versions
console.log(electron ? `Electron ${electron} (Node ${node})` : `Node ${node}`)
for (const name of ['sha256', 'SHA256', 'sha-256', 'SHA-256', 'RSA-SHA256', 'md5-sha1', 'sha3-256']) console.log(`  ${name}: ${answer(name)}`)
JS
inNode=$(npx node ask.cjs)
inElectron=$(ELECTRON_RUN_AS_NODE=1 "$electron" ask.cjs)
echo "$inNode"
echo "$inElectron"
for name in sha-256 SHA-256 sha3-256; do
  echo "$inNode" | grep -q "^  $name: works"
  echo "$inElectron" | grep -qx "  $name: undefined: Digest method not supported"
done
for name in RSA-SHA256 md5-sha1; do echo "$inElectron" | grep -qx "  $name: works, but is not listed"; done
