#!/bin/sh
# Guess: null is stored as NULL in a JSON column, whether it stands in the values of an insert or comes later for a
# placeholder of a prepared one.
#
# Seen with drizzle-orm 0.45.4: null in the values is NULL; null for a placeholder is the text "null", because the column
# encodes what comes for a placeholder without a look at null. `IS NULL` then misses the row, and only a query that does not
# decode the column shows the difference. A number column passes null on.
#
#   values: null, null
#   placeholder: null, text
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node@24.21.0
npm install --silent --no-audit --no-fund --ignore-scripts better-sqlite3@13.2.0 drizzle-orm@0.45.4

cat >look.mjs <<'JS'
import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

const sqlite = new Database(':memory:')
sqlite.exec('CREATE TABLE entries (way TEXT, amount INTEGER, detail TEXT)')
const db = drizzle(sqlite)
const entries = sqliteTable('entries', {
  way: text('way'),
  amount: integer('amount'),
  detail: text('detail', { mode: 'json' }),
})
db.insert(entries).values({ way: 'values', amount: null, detail: null }).run()
const names = ['way', 'amount', 'detail']
const placeholders = Object.fromEntries(names.map((name) => [name, sql.placeholder(name)]))
db.insert(entries).values(placeholders).prepare().run({ way: 'placeholder', amount: null, detail: null })
console.log('drizzle-orm', JSON.parse(readFileSync('node_modules/drizzle-orm/package.json', 'utf8')).version)
const rows = sqlite.prepare('SELECT way, typeof(amount) AS amount, typeof(detail) AS detail FROM entries').all()
for (const { way, amount, detail } of rows) console.log(`${way}: ${amount}, ${detail}`)
const seen = rows.map(({ amount, detail }) => `${amount}, ${detail}`)
process.exitCode = seen.join('; ') === 'null, null; null, text' ? 0 : 1
JS
node_modules/node/bin/node look.mjs
