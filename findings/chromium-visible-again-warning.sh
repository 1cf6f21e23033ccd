#!/bin/sh
# Guess: Chromium's console warning about rendering in a subtree hidden by `content-visibility` names a measurement of
# something that is hidden.
# Seen: it also comes where the style no longer hides anything. The lock of `content-visibility: hidden` is lifted with the
# next calculation of styles, so what is shown and then measured in one turn, as a tab with an effect that reads
# `clientWidth`, is reported as hidden. With `display: none` in its place there is no report.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund playwright-core@1.65.1 @sparticuz/chromium@153.0.0 node@24.21.0

cat >show.mjs <<'JS'
import chromium from '@sparticuz/chromium'
import { chromium as browserType } from 'playwright-core'
const browser = await browserType.launch({ executablePath: await chromium.executablePath(), args: chromium.args })
console.log(`Chromium ${browser.version()}`)
const page = await browser.newPage()
let reports = 0
page.on('console', (message) => {
  if (message.text().includes('hidden by content-visibility')) reports += 1
})
for (const [hidden, isLater] of [
  ['content-visibility: hidden', false],
  ['content-visibility: hidden', true],
  ['display: none', false],
]) {
  reports = 0
  await page.setContent(`<div id="panel" style="${hidden}"><p id="inside">text</p></div>`)
  const width = await page.evaluate(async (waits) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    await frame()
    document.getElementById('panel').removeAttribute('style')
    if (waits) await frame()
    return document.getElementById('inside').clientWidth
  }, isLater)
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)))
  console.log(`${hidden}, measured ${isLater ? 'after a frame' : 'at once'}: wide ${width > 0}, reports ${reports}`)
}
await browser.close()
JS
seen=$(npx node show.mjs)
echo "$seen"
echo "$seen" | grep -qx 'content-visibility: hidden, measured at once: wide true, reports 1'
echo "$seen" | grep -qx 'content-visibility: hidden, measured after a frame: wide true, reports 0'
echo "$seen" | grep -qx 'display: none, measured at once: wide true, reports 0'
