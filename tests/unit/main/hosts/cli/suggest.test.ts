import { expect, test } from 'vitest'
import { namesLike } from '../../../../../src/main/hosts/cli/suggest.ts'

test('a mistyped or shortened name is answered with the names that may have been meant', () => {
  const names = ['Acme', 'Globex', 'Company blog', 'Company news', 'Company page', 'Company shop']
  expect(namesLike('Amce', names)).toEqual(['Acme'])
  expect(namesLike('glob', names)).toEqual(['Globex'])
  expect(namesLike('company', names)).toEqual(['Company blog', 'Company news', 'Company page'])
  expect(namesLike('Initech', names)).toEqual([])
  expect(namesLike('', names)).toEqual([])
})
