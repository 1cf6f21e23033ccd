#!/bin/sh
# Guess: a client generator takes the range `4XX` as a response key, which OpenAPI 3.1 allows and validators accept, for a
# set of statuses.
#
# Seen with oazapfts 7.5.0: the range is written into a type as it stands, `status: 4XX`, which is no TypeScript. A key
# `default` gets `status: number`, so a check of `status === 200` no longer tells an answer from an error. Statuses that
# are listed one by one give types that do.
#
#   oazapfts 7.5.0
#   404     status: 200 | status: 404
#   4XX     status: 200 | status: 4XX
#   default status: 200 | status: number
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund oazapfts@7.5.0 >/dev/null

cat >look.mjs <<'JS'
import { readFileSync, writeFileSync } from 'node:fs'
import { generateSource } from 'oazapfts'

const content = (schema) => ({ description: 'x', content: { 'application/json': { schema } } })
const statusesFor = async (key) => {
  const responses = { 200: content({ type: 'string' }), [key]: content({ type: 'object' }) }
  const paths = { '/item': { get: { operationId: 'item', responses } } }
  writeFileSync('openapi.json', JSON.stringify({ openapi: '3.1.0', info: { title: 'x', version: '1' }, paths }))
  const source = await generateSource('openapi.json')
  return [...new Set(source.match(/status: \w+/g))].join(' | ')
}
const { version } = JSON.parse(readFileSync('node_modules/oazapfts/package.json', 'utf8'))
console.log('oazapfts', version)
const expected = { '4XX': 'status: 200 | status: 4XX', default: 'status: 200 | status: number', 404: 'status: 200 | status: 404' }
for (const [key, statuses] of Object.entries(expected)) {
  const seen = await statusesFor(key)
  console.log(key.padEnd(7), seen)
  if (seen !== statuses) process.exitCode = 1
}
JS
node look.mjs
