#!/bin/sh
# Guess: the error of a failed call of node:crypto tells about that call.
# Seen: a failure that was caught leaves its reason in the queue of the crypto library, and the next call that fails
# takes it for its own: after a refused scrypt, a hash that does not exist "exceeds a memory limit", with that code.
# Only the call after that says the truth again.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node@24.21.0

cat >ask.cjs <<'JS'
const crypto = require('node:crypto')
const failureOf = (call) => {
  try {
    call()
  } catch ({ code, message }) {
    return `${code}: ${message}`
  }
}
const unknownHash = () => failureOf(() => crypto.createHash('no-such-hash'))
console.log(`before:  ${unknownHash()}`)
// More memory than the default of maxmem grants, which is no error of the caller's program.
console.log(`scrypt:  ${failureOf(() => crypto.scryptSync('passphrase', 'salt', 32, { N: 2 ** 15, r: 8, p: 1 }))}`)
console.log(`after:   ${unknownHash()}`)
console.log(`again:   ${unknownHash()}`)
JS
seen=$(npx node ask.cjs)
echo "node $(npx node --version)"
echo "$seen"
case $seen in
*'before:  undefined: Digest method not supported'*'after:   ERR_OSSL_EVP_MEMORY_LIMIT_EXCEEDED'*'again:   undefined: Digest method not supported') ;;
*) exit 1 ;;
esac
