#!/bin/sh
# Guess: where a name stands twice in an object, all of jsonc-parser means the same one; JSON.parse takes the last.
# Seen: `parse` takes the last, `findNodeAtLocation` and `modify` the first. So a value that `modify` has written is not
# the value that is read back, and the place that is shown for a value is not where it comes from.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund jsonc-parser@3.3.1

cat >look.mjs <<'JS'
import { applyEdits, findNodeAtLocation, modify, parse, parseTree } from 'jsonc-parser'
const text = '{ "port": 1, "port": 2 }'
const changed = applyEdits(text, modify(text, ['port'], 3, {}))
console.log(`read: ${parse(text).port}, JSON.parse: ${JSON.parse(text).port}`)
console.log(`node: ${findNodeAtLocation(parseTree(text), ['port']).value}`)
console.log(`after port is set to 3: ${changed}, read: ${parse(changed).port}`)
JS
seen=$(node look.mjs)
echo "jsonc-parser $(node -p "require('jsonc-parser/package.json').version")"
echo "$seen"
[ "$seen" = 'read: 2, JSON.parse: 2
node: 1
after port is set to 3: { "port": 3, "port": 2 }, read: 2' ]
