#!/bin/sh
# Guess: @electron/fuses reads the fuses of a universal macOS program as it sets them, in both halves.
# Seen: it sets both and reads only the first. A program whose second half is open reads as closed, so that a check of
# what was packed by getCurrentFuseWire (or `electron-fuses read`) does not see it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @electron/fuses@2.1.3

cat >read.mjs <<'JS'
import { readFileSync, writeFileSync } from 'node:fs'
import { flipFuses, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'
// One wire for each half, as the framework of a universal program holds them; only the second runs as Node.
const wire = (fuses) => [Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, 9]), Buffer.from(fuses), Buffer.alloc(64)]
writeFileSync('framework', Buffer.concat([...wire('010011001'), ...wire('110011001')]))
const halves = () => readFileSync('framework', 'latin1').match(/[01]{9}/g).join(' and ')
const read = await getCurrentFuseWire('framework')
console.log(`in the file: ${halves()}`)
console.log(`RunAsNode as it is read: ${FuseState[read[FuseV1Options.RunAsNode]]}`)
const set = await flipFuses('framework', { version: FuseVersion.V1, [FuseV1Options.RunAsNode]: false })
console.log(`halves that are set: ${set}, in the file: ${halves()}`)
JS
seen=$(node read.mjs)
echo "@electron/fuses $(node -p "require('./node_modules/@electron/fuses/package.json').version")"
echo "$seen"
echo "$seen" | grep -qx 'in the file: 010011001 and 110011001'
echo "$seen" | grep -qx 'RunAsNode as it is read: DISABLE'
echo "$seen" | grep -qx 'halves that are set: 2, in the file: 010011001 and 010011001'
