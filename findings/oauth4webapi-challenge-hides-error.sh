#!/bin/sh
# Guess: where a token endpoint answers 401 with the error in its JSON and a WWW-Authenticate header, as RFC 6749 section 5.2 wants
# for a wrong client secret in a header, the error that is thrown has `error: 'invalid_client'`.
#
# Seen with oauth4webapi 3.8.8: the header goes first. A WWWAuthenticateChallengeError is thrown, without `error`, and the JSON is
# not read; without the header, a ResponseBodyError has it.
#
#   with the header: WWWAuthenticateChallengeError undefined
#   without it: ResponseBodyError invalid_client
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
const read = async (headers) => {
  const answer = Response.json({ error: 'invalid_client' }, { status: 401, headers })
  try {
    await processRefreshTokenResponse({ issuer: 'https://service.example' }, { client_id: 'app' }, answer)
    return 'none'
  } catch (error) {
    return `${error.name} ${error.error}`
  }
}
const seen = [await read({ 'www-authenticate': 'Basic realm="service"' }), await read({})]
console.log('oauth4webapi', version)
console.log('with the header:', seen[0])
console.log('without it:', seen[1])
process.exitCode =
  seen[0] === 'WWWAuthenticateChallengeError undefined' && seen[1] === 'ResponseBodyError invalid_client' ? 0 : 1
JS
node look.mjs
