#!/bin/sh
# Guess: a prepared join costs little more than the same lookup as a subquery.
# Seen: several times as much. better-sqlite3 is built with SQLITE_ENABLE_STAT4, with which SQLite compiles a statement again
# at each binding that may change its plan, even where there are no statistics. A join with its parameters bound once, or
# with literals in their place, costs what the subquery costs.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node@24.21.0
npm install --silent --no-audit --no-fund --ignore-scripts better-sqlite3@13.2.0

cat >seen.cjs <<'JS'
const Database = require('better-sqlite3')
const db = new Database(':memory:')
db.exec(`
  CREATE TABLE teams (id TEXT PRIMARY KEY, name TEXT);
  CREATE TABLE members (team TEXT, person TEXT, role TEXT, PRIMARY KEY (team, person));
  INSERT INTO teams VALUES ('a', 'A');
  INSERT INTO members VALUES ('a', 'b', 'owner');`)
const join = 'SELECT role, name FROM members JOIN teams ON teams.id = members.team WHERE team = ? AND person = ?'
const subquery =
  'SELECT role, (SELECT name FROM teams WHERE teams.id = members.team) AS name FROM members WHERE team = ? AND person = ?'
const nanoseconds = (run) => {
  for (let call = 0; call < 2000; call += 1) run()
  let least = Infinity
  for (let round = 0; round < 7; round += 1) {
    const start = process.hrtime.bigint()
    for (let call = 0; call < 5000; call += 1) run()
    least = Math.min(least, Number(process.hrtime.bigint() - start) / 5000)
  }
  return least
}
const joined = db.prepare(join)
const bound = db.prepare(join).bind('a', 'b')
const literal = db.prepare(join.replace('?', "'a'").replace('?', "'b'"))
const nested = db.prepare(subquery)
const base = nanoseconds(() => nested.get('a', 'b'))
const times = {
  'join': nanoseconds(() => joined.get('a', 'b')),
  'join, bound once': nanoseconds(() => bound.get()),
  'join of literals': nanoseconds(() => literal.get()),
}
console.log('better-sqlite3', require('better-sqlite3/package.json').version)
console.log(db.pragma('compile_options').some((row) => row.compile_options === 'ENABLE_STAT4') ? 'with STAT4' : 'without STAT4')
for (const [what, time] of Object.entries(times)) console.log(`${what}: ${(time / base).toFixed(1)} times the subquery`)
process.exitCode = times.join > 3 * base && times['join, bound once'] < 2 * base && times['join of literals'] < 2 * base ? 0 : 1
JS
node_modules/.bin/node seen.cjs
