#!/bin/sh
# Guess: allowScripts with a version ("esbuild@0.28.2": true) lets the script of exactly that version run.
# Seen: not with a lock file that was written under omit-lockfile-registry-resolved. npm takes the version from the
# download address in the lock, and where there is none it refuses the script of the very version that is named: with
# strict-allow-scripts, `npm ci` fails. The bare name works.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir tools && (cd tools && npm init -y >/dev/null && npm install --silent --no-audit --no-fund npm@11.19.1)
npm() { node "$folder/tools/node_modules/npm/bin/npm-cli.js" "$@"; }
echo '{ "name": "seen", "version": "1.0.0", "private": true, "dependencies": { "esbuild": "0.28.2" } }' >package.json

# How `npm ci` ends where allowScripts has this one entry.
outcome() {
  npm pkg set --json "allowScripts={\"$1\":true}"
  rm -rf node_modules
  if npm ci --strict-allow-scripts --no-audit --no-fund >log 2>&1; then echo "runs"; else grep -o 'ESTRICTALLOWSCRIPTS' log | head -n 1; fi
}
echo "npm $(npm --version)"
npm install --package-lock-only --no-omit-lockfile-registry-resolved --silent --no-audit --no-fund
with=$(outcome esbuild@0.28.2)
rm package-lock.json
npm install --package-lock-only --omit-lockfile-registry-resolved --silent --no-audit --no-fund
without=$(outcome esbuild@0.28.2)
name=$(outcome esbuild)
echo "a version, with addresses in the lock: $with; a version, without: $without; a name, without: $name"
[ "$with, $without, $name" = 'runs, ESTRICTALLOWSCRIPTS, runs' ]
