#!/bin/sh
# Guess: reading a slice of a file that was chosen in a page and then deleted fails, as reading the file itself does.
# Seen: only if somebody has looked at its `size` before. Chromium asks for the size when it is first looked at; where
# that is after the end of the file, the size is 0 and every slice reads as empty without an error. A loop that uploads
# slices uploads an empty file and is content.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund playwright-core@1.65.1 @sparticuz/chromium@153.0.0 node@24.21.0

cat >read.mjs <<'JS'
import { rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import chromium from '@sparticuz/chromium'
import { chromium as browserType } from 'playwright-core'
const browser = await browserType.launch({ executablePath: await chromium.executablePath(), args: chromium.args })
const page = await browser.newPage()
await page.setContent('<input type="file">')
const path = resolve('chosen.txt')
const read = () =>
  page.evaluate(async () => {
    const [file] = document.querySelector('input').files
    const lengthOf = (blob) => blob.arrayBuffer().then(({ byteLength }) => `${byteLength} bytes`, ({ name }) => name)
    return `size ${file.size}, slice: ${await lengthOf(file.slice(0, 10))}, file: ${await lengthOf(file)}`
  })
console.log(`Chromium ${browser.version()}`)
for (const isLookedAt of [true, false]) {
  writeFileSync(path, 'ten bytes.')
  await page.setContent('<input type="file">')
  await page.locator('input').setInputFiles(path)
  if (isLookedAt) await page.evaluate(() => document.querySelector('input').files[0].size)
  rmSync(path)
  console.log(`size looked at before: ${isLookedAt}; ${await read()}`)
}
await browser.close()
JS
seen=$(npx node read.mjs)
echo "$seen"
echo "$seen" | grep -qx 'size looked at before: true; size 10, slice: NotFoundError, file: NotFoundError'
echo "$seen" | grep -qx 'size looked at before: false; size 0, slice: 0 bytes, file: NotFoundError'
