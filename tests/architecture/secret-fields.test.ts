import { expect, test } from 'vitest'
import { type SourceFile, sourceFiles } from './source-files.ts'

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
