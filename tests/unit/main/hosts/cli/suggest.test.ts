import { expect, test } from 'vitest'
import { namesLike } from '../../../../../src/main/hosts/cli/suggest.ts'

test('a mistyped or shortened name is answered with the names that may have been meant', () => {
  const names = ['Acme', 'Globex', 'Company blog', 'Company news', 'Company page', 'Company shop']
  expect(namesLike('Amce', names)).toBe('. Names like it: Acme')
  expect(namesLike('glob', names)).toBe('. Names like it: Globex')
  expect(namesLike('company', names)).toBe('. Names like it: Company blog, Company news, Company page')
  expect(namesLike('Initech', names)).toBe('')
  expect(namesLike('', names)).toBe('')
})
