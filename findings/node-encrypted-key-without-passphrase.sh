#!/bin/sh
# Guess: createPrivateKey of an encrypted key without a passphrase throws ERR_MISSING_PASSPHRASE, as Node's table of
# errors has it.
# Seen: for the PEM that Node itself writes it throws ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED ("interrupted or
# cancelled"), as if somebody had left a prompt; only the DER form of the same key says that a passphrase is missing.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node@24.21.0

cat >ask.cjs <<'JS'
const { createPrivateKey, generateKeyPairSync } = require('node:crypto')
const failureOf = (call) => {
  try {
    call()
    return 'none'
  } catch ({ code }) {
    return code
  }
}
for (const kind of ['ed25519', 'ec', 'rsa']) {
  const { privateKey } = generateKeyPairSync(kind, { namedCurve: 'P-256', modulusLength: 2048 })
  for (const format of ['pem', 'der']) {
    const key = privateKey.export({ type: 'pkcs8', format, cipher: 'aes-256-cbc', passphrase: 'secret' })
    console.log(`${kind} ${format}: ${failureOf(() => createPrivateKey({ key, format, type: 'pkcs8' }))}`)
  }
}
JS
seen=$(npx node ask.cjs)
echo "node $(npx node --version)"
echo "$seen"
for kind in ed25519 ec rsa; do
  echo "$seen" | grep -qx "$kind pem: ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED"
  echo "$seen" | grep -qx "$kind der: ERR_MISSING_PASSPHRASE"
done
