#!/bin/sh
# Guess: a YAML document in which a map names a key twice is refused, and what `uniqueKeys` of the package yaml lets pass can be
# read into an object without a loss.
#
# Seen with yaml 2.9.1: the number 1 and the text "1" are two keys, as YAML has it, and there is no error. Read into an object
# they are one property, and the first value is gone without a word; the same with true and "true". `mapAsMap` keeps both. js-yaml
# 5.5.0 refuses the document. Two spellings of one number, 0x10 and 16, are refused by both.
#
#   1: a, "1": b         yaml {"1":"b"}, 2 in a Map           js-yaml refuses
#   true: a, "true": b   yaml {"true":"b"}, 2 in a Map        js-yaml refuses
#   0x10: a, 16: b       yaml refuses                         js-yaml refuses
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund yaml@2.9.1 js-yaml@5.5.0 >/dev/null

cat >look.mjs <<'JS'
import * as jsYaml from 'js-yaml'
import { parse } from 'yaml'

const orRefuses = (read) => {
  try {
    return read()
  } catch {
    return 'refuses'
  }
}
const expected = {
  '1: a\n"1": b': '{"1":"b"}, 2 in a Map; js-yaml refuses',
  'true: a\n"true": b': '{"true":"b"}, 2 in a Map; js-yaml refuses',
  '0x10: a\n16: b': 'refuses; js-yaml refuses',
}
for (const [text, seen] of Object.entries(expected)) {
  const ofYaml = orRefuses(() => `${JSON.stringify(parse(text))}, ${parse(text, { mapAsMap: true }).size} in a Map`)
  const found = `${ofYaml}; js-yaml ${orRefuses(() => JSON.stringify(jsYaml.load(text)))}`
  console.log(`${text.replace('\n', ', ')}: yaml ${found}`)
  if (found !== seen) process.exitCode = 1
}
JS
node look.mjs
