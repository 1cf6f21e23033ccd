#!/bin/sh
# Guess: the description of a column is only read, so two columns of one kind may share one.
#
# Seen with Sequelize 6.37.8: `define` writes into the object that it gets. The name of the first column stays in it, so the second
# one has that name in the database, too: INSERT and CREATE TABLE know one column, and the other attribute is lost in it. An
# object for each column works.
#
#   shared: city is stored in city, street in city
#   own: city is stored in city, street in street
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --ignore-scripts --no-audit --no-fund sequelize@6.37.8 >/dev/null

cat >look.cjs <<'JS'
const { DataTypes, Sequelize } = require('sequelize')
// No statement runs, so no driver is needed.
const dialectModule = { Database: class {}, OPEN_READWRITE: 2, OPEN_CREATE: 4 }
const database = new Sequelize({ dialect: 'sqlite', dialectModule, logging: false })
const namesOf = (name, columns) => {
  const { city, street } = database.define(name, columns).getAttributes()
  return `city is stored in ${city.field}, street in ${street.field}`
}
const column = () => ({ type: DataTypes.TEXT, allowNull: false })
const one = column()
const seen = { shared: namesOf('shared', { city: one, street: one }), own: namesOf('own', { city: column(), street: column() }) }
console.log('sequelize', require('sequelize/package.json').version)
for (const [kind, names] of Object.entries(seen)) console.log(`${kind}: ${names}`)
const isSo = seen.shared.endsWith('street in city') && seen.own.endsWith('street in street')
process.exitCode = isSo ? 0 : 1
JS
node look.cjs
