#!/bin/sh
# Guess: a package with a binding.gyp and `"gypfile": false` is never built when it is installed.
# Seen: `npm install` leaves it alone, and `npm ci` builds it with node-gyp: a lock file does not hold the field, so npm
# takes the package for one that wants to be built. strict-allow-scripts does not name it beforehand either, as the lock
# knows of no script. `"PACKAGE": false` in allowScripts keeps it from being built.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir -p project tools node_modules/.bin
(cd tools && npm init -y >/dev/null && npm install --silent --no-audit --no-fund npm@11.19.1)
npm() { node "$folder/tools/node_modules/npm/bin/npm-cli.js" "$@"; }
# Scripts of packages find this stand-in for node-gyp first; it only notes that it was called.
printf '#!/bin/sh\ntouch %s/built\n' "$folder" >node_modules/.bin/node-gyp
chmod +x node_modules/.bin/node-gyp
cd project
cat >package.json <<'JSON'
{ "name": "seen", "version": "1.0.0", "private": true, "dependencies": { "better-sqlite3": "13.2.0" } }
JSON

how() {
  rm -rf node_modules "$folder/built"
  npm "$@" --no-omit-lockfile-registry-resolved --silent --no-audit --no-fund
  if [ -e "$folder/built" ]; then echo "built"; else echo "not built"; fi
}
echo "npm $(npm --version)"
first=$(how install)
again=$(how ci)
strict=$(how ci --strict-allow-scripts)
npm pkg set --json 'allowScripts={"better-sqlite3":false}'
refused=$(how ci)
echo "gypfile in the package: $(node -p 'require("./node_modules/better-sqlite3/package.json").gypfile')"
echo "npm install: $first; npm ci: $again; npm ci, strict: $strict; npm ci, refused by name: $refused"
[ "$first, $again, $strict, $refused" = 'not built, built, built, not built' ]
