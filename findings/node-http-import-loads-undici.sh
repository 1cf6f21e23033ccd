#!/bin/sh
# Guess: `import { request } from 'node:http'` loads what `require('node:http')` loads; how a built-in module is asked for
# makes no difference to the start of a program.
#
# Seen with Node 24.21.0: an import also loads the whole of undici. The exports of `http` include getters (WebSocket,
# MessageEvent and others) that load it when they are read, and a module that is imported has each of its exports read once.
# It costs a command that never speaks HTTP some milliseconds at each start.
#
#   require: without undici
#   import: with undici
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node@24.21.0

cat >look.cjs <<'JS'
require('node:http')
console.log(process.moduleLoadList.some((name) => name.endsWith('undici')) ? 'with undici' : 'without undici')
JS
cat >look.mjs <<'JS'
import { request } from 'node:http'
if (typeof request !== 'function') throw new Error('no request')
console.log(process.moduleLoadList.some((name) => name.endsWith('undici')) ? 'with undici' : 'without undici')
JS
node=node_modules/node/bin/node
echo "node $($node --version)"
required=$($node look.cjs)
imported=$($node look.mjs)
echo "require: $required"
echo "import: $imported"
[ "$required" = 'without undici' ] && [ "$imported" = 'with undici' ]
