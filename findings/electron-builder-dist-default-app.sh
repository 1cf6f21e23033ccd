#!/bin/sh
# Guess: electron-builder takes Electron's own default app out of every package, as it does of one that it downloads.
# Seen: with `electronDist` as a directory it copies everything as it is. resources/default_app.asar and the file
# `version` of Electron go into the package, and that default app runs whatever it is given where app.asar is missing.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >package.json <<'JSON'
{ "name": "example", "version": "1.0.0", "main": "main.js", "author": "Ada", "description": "An example" }
JSON
echo >main.js
npm install --silent --no-audit --no-fund --ignore-scripts --save-dev electron-builder@26.17.0 @electron/asar@3.4.1

# An unpacked Electron, as far as packaging looks at it.
mkdir -p electron/resources electron/locales
for file in electron LICENSE LICENSES.chromium.html version locales/en-US.pak; do
  echo "$file" >"electron/$file"
done
mkdir default && echo "console.log('the default app')" >default/main.js && npx asar pack default electron/resources/default_app.asar
npx electron-builder --linux dir --x64 --publish never \
  --config.electronVersion=45.4.1 --config.electronDist=electron >build.log 2>&1 || { cat build.log; exit 1; }
echo "electron-builder $(npx electron-builder --version)"
cd dist/linux-unpacked && ls -1 . resources
[ -f version ] && [ -f resources/default_app.asar ] && [ -f resources/app.asar ]
