#!/bin/sh
# Guess: what a passing `if` has looked at counts as evaluated, whether or not a `then` stands beside it, as the
# specification says.
#
# Seen with ajv 8.20.0 (Ajv2020): without `then`, a value is refused for the very property that its `if` has just matched.
# A `then` beside it that names some other property makes the same value valid.
#
#   if, else         {"kind":"a"} false
#   if, then, else   {"kind":"a"} true
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ajv@8.20.0 >/dev/null

cat >look.cjs <<'JS'
const { Ajv2020 } = require('ajv/dist/2020')
const schema = {
  type: 'object',
  if: { properties: { kind: { const: 'a' } }, required: ['kind'] },
  else: { properties: { name: { type: 'string' } } },
  unevaluatedProperties: false,
}
const value = { kind: 'a' }
const ajv = new Ajv2020({ strict: false })
const alone = ajv.compile(schema)(value)
const withThen = ajv.compile({ ...schema, then: { properties: { other: {} } } })(value)
console.log('ajv', require('ajv/package.json').version)
console.log('if, else        ', JSON.stringify(value), alone)
console.log('if, then, else  ', JSON.stringify(value), withThen)
process.exitCode = !alone && withThen ? 0 : 1
JS
node look.cjs
