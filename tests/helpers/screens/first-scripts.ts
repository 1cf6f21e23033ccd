import { readFileSync } from 'node:fs'
import { projectPath } from '../paths.ts'

const read = (path: string): string => readFileSync(projectPath(`out/renderer/${path}`), 'utf8')

/** A script with those that it imports at once, and not those that it loads later. */
function scriptsFrom(path: string, all = new Set<string>()): Set<string> {
  if (all.has(path)) return all
  all.add(path)
  for (const [, name] of read(path).matchAll(/(?:\bfrom|\bimport)\s*["'`]\.\/([^"'`]+)["'`]/g))
    scriptsFrom(`assets/${name}`, all)
  return all
}

/** The built style sheet of the first screen. */
export const styleSheet = (): string =>
  read(/<link[^>]+rel="stylesheet"[^>]+href="\/(assets\/[^"]+\.css)"/.exec(read('index.html'))?.[1] ?? '')

/** The texts of the built scripts that the first screen waits for. */
export function firstScripts(): string[] {
  const all = new Set<string>()
  for (const [, path] of read('index.html').matchAll(/<(?:script|link)[^>]+(?:src|href)="\/(assets\/[^"]+\.js)"/g))
    scriptsFrom(String(path), all)
  return [...all].map(read)
}
