#!/bin/sh
# Guess: `cachedDataRejected` of a vm.Script says whether the code that was handed over fits.
#
# Seen with Node 24.21.0: where the process has compiled the same source before, V8 takes that result and does not look at the
# data. It answers that nothing was rejected, even for bytes that are no code; a source that it has not met is compared. A
# check that compiles a source twice, once to make the data and once with it, passes with any data.
#
#   met before, other bytes: rejected false
#   not met, other bytes: rejected true
#   not met, its own data: rejected false
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node@24.21.0 >/dev/null

cat >look.cjs <<'JS'
const { execFileSync } = require('node:child_process')
const { Script } = require('node:vm')
const other = Buffer.from('these bytes are no code')
const rejected = (source, cachedData) => new Script(source, { cachedData }).cachedDataRejected
const [, , step, data] = process.argv
if (step === 'own') return console.log(rejected('1 + 1', Buffer.from(data, 'base64')))
new Script('1 + 2')
const own = new Script('1 + 1').createCachedData().toString('base64')
const elsewhere = execFileSync(process.execPath, [__filename, 'own', own], { encoding: 'utf8' }).trim()
const seen = { before: rejected('1 + 2', other), not: rejected('1 + 3', other), own: elsewhere === 'true' }
console.log('node', process.version)
console.log(`met before, other bytes: rejected ${seen.before}`)
console.log(`not met, other bytes: rejected ${seen.not}`)
console.log(`not met, its own data: rejected ${seen.own}`)
process.exitCode = !seen.before && seen.not && !seen.own ? 0 : 1
JS
node_modules/.bin/node look.cjs
