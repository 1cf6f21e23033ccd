#!/bin/sh
# Guess: the Vite plugin of Tailwind generates the classes of every module that Vite bundles.
# Seen: it looks for class names below Vite's `root` alone. A component that is imported from beside the root is
# bundled, its classes are silently missing from the style sheet, and nothing warns. A folder that is named with
# `source()` in the style sheet is looked at wherever it is.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund vite@8.3.8 tailwindcss@4.3.3 @tailwindcss/vite@4.3.3

mkdir page shared
echo '<script type="module" src="./main.js"></script>' >page/index.html
printf "import '../shared/app.css'\nimport { button } from '../shared/button.js'\ndocument.body.className = 'pt-[11px] ' + button\n" >page/main.js
echo "export const button = 'pb-[13px]'" >shared/button.js
cat >build.mjs <<'JS'
import { build } from 'vite'
import tailwindcss from '@tailwindcss/vite'
const { output } = await build({
  root: 'page',
  configFile: false,
  logLevel: 'silent',
  plugins: [tailwindcss()],
  build: { write: false },
})
const textOf = (end) => output.filter(({ fileName }) => fileName.endsWith(end)).map((one) => one.source ?? one.code).join('')
const has = (text, word) => (text.includes(word) ? 'there' : 'missing')
console.log(
  [
    `in the bundle: ${has(textOf('.js'), 'pb-[13px]')}`,
    `style of the root's own class: ${has(textOf('.css'), 'padding-top:11px')}`,
    `style of the imported class: ${has(textOf('.css'), 'padding-bottom:13px')}`,
  ].join(', '),
)
JS

echo "@import 'tailwindcss';" >shared/app.css
plain=$(node build.mjs)
echo "@import 'tailwindcss' source('.');" >shared/app.css
named=$(node build.mjs)
echo "tailwindcss $(node -p "require('tailwindcss/package.json').version"), vite $(node -p "require('vite/package.json').version")"
echo "plain:          $plain"
echo "with source(.): $named"
[ "$plain" = "in the bundle: there, style of the root's own class: there, style of the imported class: missing" ]
[ "$named" = "in the bundle: there, style of the root's own class: missing, style of the imported class: there" ]
