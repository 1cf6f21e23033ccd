#!/bin/sh
# Guess: @electron/fuses leaves a fuse alone that Electron has marked as removed; its warning says that setting it "is a
# noop".
# Seen: it warns and then writes the value over the mark. Read again, the fuse looks as if Electron still had it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @electron/fuses@2.1.3

cat >flip.mjs <<'JS'
import { writeFileSync } from 'node:fs'
import { flipFuses, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'
// A wire as Electron's binary holds it: what stands before it, version 1, nine fuses, the first of them removed.
const wire = [Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, 9]), Buffer.from('r01100011')]
writeFileSync('electron', Buffer.concat([Buffer.alloc(64), ...wire, Buffer.alloc(64)]))
const read = async () => FuseState[(await getCurrentFuseWire('electron'))[FuseV1Options.RunAsNode]]
console.log(`before: ${await read()}`)
console.warn = (text) => console.log(`warned: ${text}`)
await flipFuses('electron', { version: FuseVersion.V1, [FuseV1Options.RunAsNode]: false })
console.log(`after: ${await read()}`)
JS
seen=$(node flip.mjs)
echo "@electron/fuses $(node -p "require('./node_modules/@electron/fuses/package.json').version")"
echo "$seen"
echo "$seen" | grep -qx 'before: REMOVED'
echo "$seen" | grep -q '^warned: .*setting this fuse is a noop$'
echo "$seen" | grep -qx 'after: DISABLE'
