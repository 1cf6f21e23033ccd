#!/bin/sh
# Guess: SyntaxKind and ScanError, which jsonc-parser exports at run time, can be imported in TypeScript like its functions.
# Seen: the types declare them as ambient `const enum`, so a compiler that treats each file alone, as type stripping
# needs it (verbatimModuleSyntax), refuses every use (TS2748), although the same import runs.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund jsonc-parser@3.3.1 typescript@5.9.3

echo "import { SyntaxKind } from 'jsonc-parser'
console.log(SyntaxKind.StringLiteral)" >kinds.mts
cp kinds.mts kinds.mjs
options='--noEmit --strict --target es2022 --module nodenext --skipLibCheck'
run=$(node kinds.mjs)
whole=$(npx tsc $options kinds.mts && echo fine) || true
alone=$(npx tsc $options --verbatimModuleSyntax kinds.mts) || true
echo "jsonc-parser $(node -p "require('jsonc-parser/package.json').version"), $(npx tsc --version)"
echo "at run time: $run"
echo "compiled as a whole: $whole"
echo "each file alone: $alone"
[ "$run" = 10 ] && [ "$whole" = fine ]
case "$alone" in *TS2748*) ;; *) exit 1 ;; esac
