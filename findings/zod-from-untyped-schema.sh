#!/bin/sh
# Guess: `z.fromJSONSchema` either keeps a rule of a schema or refuses the schema, as it throws at `not`, at `if` and at
# `dependentRequired`. So the usual way to ask for one of two fields, lists of `required` in `oneOf`, is kept or refused.
#
# Seen with zod 4.6.7: a schema without `type` becomes one that takes every value, and its rules are dropped without a word: in
# `anyOf` every value fits then, and in `oneOf` none, not even the right ones. A `type` in each branch does not help, since
# `required` counts only for names among the `properties` of the same branch. With both, all is as Ajv 8.20.0 has it.
#
#   branches                 zod takes                    Ajv takes
#   oneOf, required alone    nothing                      {"token":"x"} {"file":"y"}
#   anyOf, required alone    {} {"token":"x"} {"file":"y"} {"token":"x","file":"y"}   all but {}
#   oneOf, with type         nothing                      {"token":"x"} {"file":"y"}
#   oneOf, with properties   {"token":"x"} {"file":"y"}   the same
#   properties without type  {} {"token":1}               nothing
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund zod@4.6.7 ajv@8.20.0 >/dev/null

cat >look.mjs <<'JS'
import Ajv from 'ajv'
import * as z from 'zod'

const text = { type: 'string' }
const among = (kind, branchOf) => ({
  type: 'object',
  properties: { token: text, file: text },
  [kind]: ['token', 'file'].map((name) => ({ required: [name], ...branchOf(name) })),
})
const values = [{}, { token: 'x' }, { file: 'y' }, { token: 'x', file: 'y' }]
const one = '{"token":"x"} {"file":"y"}'
const cases = [
  ['oneOf, required alone', among('oneOf', () => ({})), values, '', one],
  ['anyOf, required alone', among('anyOf', () => ({})), values, `{} ${one} {"token":"x","file":"y"}`, `${one} {"token":"x","file":"y"}`],
  ['oneOf, with type', among('oneOf', () => ({ type: 'object' })), values, '', one],
  ['oneOf, with properties', among('oneOf', (name) => ({ type: 'object', properties: { [name]: text } })), values, one, one],
  ['properties without type', { properties: { token: text }, required: ['token'] }, [{}, { token: 1 }], '{} {"token":1}', ''],
]
const taken = (all, takes) => all.filter((value) => takes(value)).map((value) => JSON.stringify(value)).join(' ')
const ajv = new Ajv({ strict: false })
for (const [name, schema, all, expectedOfZod, expectedOfAjv] of cases) {
  const made = z.fromJSONSchema(schema)
  const ofZod = taken(all, (value) => made.safeParse(value).success)
  const ofAjv = taken(all, ajv.compile(schema))
  console.log(`${name}\n  zod takes ${ofZod || 'nothing'}\n  Ajv takes ${ofAjv || 'nothing'}`)
  if (ofZod !== expectedOfZod || ofAjv !== expectedOfAjv) process.exitCode = 1
}
for (const rule of [{ not: { required: ['token'] } }, { if: {}, then: {} }, { dependentRequired: { token: ['file'] } }])
  try {
    z.fromJSONSchema({ type: 'object', ...rule })
    process.exitCode = 1
  } catch (error) {
    console.log(`${Object.keys(rule)[0]}: ${error.message}`)
  }
JS
node look.mjs
