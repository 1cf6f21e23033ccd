import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { projectPath } from '../helpers/paths.ts'

const read = (path: string): string => readFileSync(projectPath(`out/renderer/${path}`), 'utf8')

/** A script with those that it imports at once, and not those that it loads later. */
function scriptsFrom(path: string, all = new Set<string>()): Set<string> {
  if (all.has(path)) return all
  all.add(path)
  for (const [, name] of read(path).matchAll(/(?:\bfrom|\bimport)\s*["'`]\.\/([^"'`]+)["'`]/g))
    scriptsFrom(`assets/${name}`, all)
  return all
}

test('the scripts that the first screen waits for stay small', () => {
  const [, first] = /<script[^>]+src="\/(assets\/[^"]+\.js)"/.exec(read('index.html')) ?? []
  const scripts = [...scriptsFrom(String(first))]
  expect(scripts.length).toBeGreaterThan(1)
  const bytes = scripts.reduce((sum, path) => sum + gzipSync(read(path)).length, 0)
  expect(bytes).toBeLessThan(250_000)
})
