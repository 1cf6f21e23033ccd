#!/bin/sh
# Guess: `multipleOfPrecision: 8` lets Ajv take every amount of money with two decimals as a multiple of 0.01, since none
# is off by more than a hundred-millionth.
#
# Seen with ajv 8.20.0: the precision is that of the quotient, not of the value. The quotient of 1234567.89 and 0.01 is
# 123456788.99999999, which is off by more than 1e-8, so it is refused; so are about a third of the amounts around five
# million. Below 100000 hardly any is.
#
#   1.13 0.01 true
#   1234567.89 0.01 false
#   of 1000 amounts from 5000000.00: 360 refused
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ajv@8.20.0 >/dev/null

cat >look.cjs <<'JS'
const { default: Ajv } = require('ajv')
const ajv = new Ajv({ multipleOfPrecision: 8 })
const isCents = ajv.compile({ type: 'number', multipleOf: 0.01 })
const amounts = Array.from({ length: 1000 }, (_, at) => Number(`${5000000 + at}.${String((at * 37) % 100).padStart(2, '0')}`))
const refused = amounts.filter((amount) => !isCents(amount)).length
console.log('ajv', require('ajv/package.json').version)
console.log(1.13, 0.01, isCents(1.13))
console.log(1234567.89, 0.01, isCents(1234567.89))
console.log(`of 1000 amounts from 5000000.00: ${refused} refused`)
process.exitCode = isCents(1.13) && !isCents(1234567.89) && refused > 100 ? 0 : 1
JS
node look.cjs
