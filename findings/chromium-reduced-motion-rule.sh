#!/bin/sh
# Guess: the usual rule for people who want reduced motion, transition-duration: 1ms for every element, can only shorten
# transitions that a page has.
# Seen: it gives every element a transition, since transition-property is `all` from the start and only the duration of
# 0s had kept it from running. A change of one inherited colour then runs one per element, each of which starts when the
# one around it has ended; a page of several thousand elements takes seconds for another colour scheme.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund playwright-core@1.65.1 @sparticuz/chromium@153.0.0 node@24.21.0

cat >count.mjs <<'JS'
import chromium from '@sparticuz/chromium'
import { chromium as browserType } from 'playwright-core'
const browser = await browserType.launch({ executablePath: await chromium.executablePath(), args: chromium.args })
const page = await browser.newPage()
console.log(`Chromium ${browser.version()}`)
for (const rule of ['', 'transition-duration: 1ms !important', 'transition: none !important']) {
  await page.setContent(`<style>* { ${rule} }</style><body>${'<div>'.repeat(100)}`)
  const count = await page.evaluate(async () => {
    let count = 0
    document.addEventListener('transitionrun', () => (count += 1), true)
    document.body.offsetWidth
    document.body.style.color = 'red'
    const isDone = () => getComputedStyle([...document.querySelectorAll('div')].at(-1)).color === 'rgb(255, 0, 0)'
    do await new Promise(requestAnimationFrame)
    while (!isDone() || document.getAnimations().length > 0)
    return count
  })
  console.log(`* { ${rule} }: ${count > 0 ? 'transitions for 100 elements without any of their own' : 'no transition'}`)
}
await browser.close()
JS
seen=$(npx node count.mjs)
echo "$seen"
echo "$seen" | grep -qx '\* {  }: no transition'
echo "$seen" | grep -qx '\* { transition-duration: 1ms !important }: transitions for 100 elements without any of their own'
echo "$seen" | grep -qx '\* { transition: none !important }: no transition'
