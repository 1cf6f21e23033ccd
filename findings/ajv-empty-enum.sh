#!/bin/sh
# Guess: a schema that Ajv's own `validateSchema` calls valid can be compiled; `enum: []`, which the metaschema of 2020-12
# allows, then fits no value.
#
# Seen with ajv 8.20.0: validateSchema(schema) is true, but compile throws "enum must have non-empty array", with
# `strict: false` and `validateSchema: false` too. One such list anywhere makes the whole schema unusable.
#
#   validateSchema true
#   compile enum must have non-empty array
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ajv@8.20.0 >/dev/null

cat >look.cjs <<'JS'
const { Ajv2020 } = require('ajv/dist/2020')
const schema = { properties: { region: { enum: [] } } }
const outcome = (options) => {
  try {
    new Ajv2020(options).compile(schema)
    return 'done'
  } catch (error) {
    return error.message
  }
}
const isValid = new Ajv2020().validateSchema(schema)
const messages = [{}, { strict: false }, { strict: false, validateSchema: false }].map(outcome)
console.log('ajv', require('ajv/package.json').version)
console.log('validateSchema', isValid)
for (const message of messages) console.log('compile', message)
process.exitCode = isValid && messages.every((message) => message === 'enum must have non-empty array') ? 0 : 1
JS
node look.cjs
