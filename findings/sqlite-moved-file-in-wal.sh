#!/bin/sh
# Guess: SQLite refuses to write to a database whose file was moved, as SQLITE_READONLY_DBMOVED promises.
# Seen: it does with a rollback journal. With a write-ahead log (WAL) it goes on as if nothing had happened and reports no
# error, also when it closes; what it stored lies in the log under the former name and not in the file that was moved.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node@24.21.0
npm install --silent --no-audit --no-fund --ignore-scripts better-sqlite3@13.2.0

cat >seen.cjs <<'JS'
const { renameSync } = require('node:fs')
const Database = require('better-sqlite3')
console.log(`better-sqlite3 ${require('better-sqlite3/package.json').version}`)
const textsIn = (file) => {
  const db = new Database(file, { fileMustExist: true })
  const texts = db.prepare('SELECT text FROM notes').pluck().all()
  db.close()
  return texts.join(' ')
}
for (const mode of ['delete', 'wal']) {
  const db = new Database(`${mode}.db`)
  db.pragma(`journal_mode = ${mode}`)
  db.exec("CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('before')")
  db.pragma('wal_checkpoint(TRUNCATE)')
  renameSync(`${mode}.db`, `${mode}-moved.db`)
  let answer = 'no error'
  try {
    db.prepare("INSERT INTO notes VALUES ('after')").run()
  } catch (error) {
    answer = error.code
  }
  db.close()
  console.log(`${mode}: ${answer}, then in the moved file: ${textsIn(`${mode}-moved.db`)}`)
}
JS
seen=$(node_modules/.bin/node seen.cjs)
echo "$seen"
echo "$seen" | grep -qx 'delete: SQLITE_READONLY_DBMOVED, then in the moved file: before'
echo "$seen" | grep -qx 'wal: no error, then in the moved file: before'
