#!/bin/sh
# Guess: JSON that a subquery makes stays JSON inside json_object, as in `json_object('keys', (SELECT json_group_array(…)))`,
# which many queries rely on.
# Seen: SQLite 3.53.4 in Node 24.21.0 answers an array there, and SQLite 3.54.1 in better-sqlite3 13.2.0 its text, for a
# subquery with and without a table. Around the same function without a subquery both answer an array, and json() around
# the subquery makes one in both.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node@24.21.0
npm install --silent --no-audit --no-fund --ignore-scripts better-sqlite3@13.2.0

cat >seen.cjs <<'JS'
const Database = require('better-sqlite3')
const { DatabaseSync } = require('node:sqlite')
const queries = {
  direct: "json_object('keys', json_array('a', 'b'))",
  subquery: "json_object('keys', (SELECT json_array('a', 'b')))",
  group: `json_object('keys', (SELECT json_group_array(key) FROM json_each('{"a":1,"b":2}')))`,
  wrapped: `json_object('keys', json((SELECT json_group_array(key) FROM json_each('{"a":1,"b":2}'))))`,
}
const kinds = (db) => {
  const { version } = db.prepare('SELECT sqlite_version() AS version').get()
  const kindOf = (sql) => {
    const { keys } = JSON.parse(db.prepare(`SELECT ${sql} AS answer`).get().answer)
    return Array.isArray(keys) ? 'array' : typeof keys
  }
  return [version, ...Object.entries(queries).map(([name, sql]) => `${name} ${kindOf(sql)}`)].join(', ')
}
const seen = [kinds(new DatabaseSync(':memory:')), kinds(new Database(':memory:'))]
console.log(seen.join('\n'))
const expected = [
  '3.53.4, direct array, subquery array, group array, wrapped array',
  '3.54.1, direct array, subquery string, group string, wrapped array',
]
if (seen.join() !== expected.join()) process.exitCode = 1
JS
node_modules/.bin/node --no-warnings seen.cjs
