import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { projectPath } from '../helpers/paths.ts'
import { type SourceFile, sourceFiles } from './source-files.ts'

test('a window is painted in the colours of the screens before they are there', () => {
  const tokens = readFileSync(projectPath('src/renderer/styles/tokens.css'), 'utf8')
  const [, light, dark] = /--canvas: light-dark\((#\w+), (#\w+)\)/.exec(tokens) ?? []
  // The window itself cannot be imported here: it needs Electron.
  const window = readFileSync(projectPath('src/main/hosts/electron/window/window.ts'), 'utf8')
  expect(window).toContain(`CANVAS = { light: '${light}', dark: '${dark}' }`)
})

/** The elements of a screen that take a secret, from their opening to the next element. */
const secretFields = ({ path, text }: SourceFile) =>
  text
    .split(/<(?=[A-Za-z])/)
    .filter((element) => /\btype=(?:"password"|\{[^}]*'password'[^}]*\})/.test(element))
    .map((element) => ({ path, isChecked: !element.includes('spellCheck={false}') }))

test('no field for a secret is spell checked, which would hand what is typed to another program', () => {
  const fields = sourceFiles('src/renderer/**/*.tsx').flatMap(secretFields)
  expect(fields.length).toBeGreaterThan(5)
  expect(fields.filter(({ isChecked }) => isChecked)).toEqual([])
  const planted = secretFields({ path: 'planted.tsx', text: '<p>a</p><input type="password" onChange={() => 1} />' })
  expect(planted).toEqual([{ path: 'planted.tsx', isChecked: true }])
})

/** The names of texts that no other source has as a word; a name that stands elsewhere by chance passes. */
function unusedTexts(texts: SourceFile[], sources: SourceFile[]): string[] {
  const words = new Set(sources.flatMap(({ text }) => text.match(/\w+/g) ?? []))
  return texts.flatMap(({ path, text }) =>
    [...text.matchAll(/^\s+(\w+):/gm)].flatMap(([, name = '']) => (words.has(name) ? [] : [`${path}: ${name}`])),
  )
}

test('every text of the screens is used', () => {
  const sources = sourceFiles('src/**/*.{ts,tsx}').filter(({ path }) => !/\/text\/(?:en|de)\b/.test(path))
  // German has the same names by its type.
  const texts = sourceFiles('src/**/text/{en.ts,en/**/*.ts}')
  expect(texts.length).toBeGreaterThan(20)
  expect(unusedTexts(texts, sources)).toEqual([])
  const planted = { path: 'planted', text: "  plantedText: 'Words',\n  title: 'Title',\n" }
  expect(unusedTexts([planted], sources)).toEqual(['planted: plantedText'])
})
