#!/bin/sh
# Guess: in the answer to a refresh, the new refresh token is optional (RFC 6749, section 6), so an empty one is read as none and
# the new access token is answered.
#
# Seen with oauth4webapi 3.8.8: an empty refresh token, null, and a missing token_type each refuse the whole answer, so the access
# token in it is lost. Without the member it is answered.
#
#   no member: access token new
#   "": OAUTH_INVALID_RESPONSE
#   null: OAUTH_INVALID_RESPONSE
#   no token_type: OAUTH_INVALID_RESPONSE
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund oauth4webapi@3.8.8 >/dev/null

cat >look.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { processRefreshTokenResponse } from 'oauth4webapi'
const { version } = JSON.parse(readFileSync('node_modules/oauth4webapi/package.json', 'utf8'))
const read = async (answer) => {
  try {
    const json = await processRefreshTokenResponse({ issuer: 'https://service.example' }, { client_id: 'app' }, Response.json(answer))
    return `access token ${json.access_token}`
  } catch (error) {
    return error.code
  }
}
const whole = { access_token: 'new', token_type: 'bearer' }
const seen = {
  'no member': await read(whole),
  '""': await read({ ...whole, refresh_token: '' }),
  null: await read({ ...whole, refresh_token: null }),
  'no token_type': await read({ access_token: 'new' }),
}
console.log('oauth4webapi', version)
for (const [name, outcome] of Object.entries(seen)) console.log(`${name}: ${outcome}`)
const { 'no member': first, ...others } = seen
const isSo = first === 'access token new' && Object.values(others).every((outcome) => outcome === 'OAUTH_INVALID_RESPONSE')
process.exitCode = isSo ? 0 : 1
JS
node look.mjs
