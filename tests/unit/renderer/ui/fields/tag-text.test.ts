import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endsInTag, tagsIn } from '../../../../../src/renderer/ui/fields/tag-text.ts'

test.each([
  ['prod', ['prod']],
  ['prod, eu,,', ['prod', 'eu']],
  ['one\r\ntwo\n three ', ['one', 'two', 'three']],
  ['"Berlin, Mitte", Paris', ['Berlin, Mitte', 'Paris']],
  ['"as it is"', ['"as it is"']],
  ['^a{1,2}$, numeric(10, 2)', ['^a{1,2}$', 'numeric(10, 2)']],
  ['open (here, there', ['open (here, there']],
  ['open (here\nthere, too', ['open (here', 'there', 'too']],
  ['a) b, c', ['a) b', 'c']],
  [' , ', []],
])('%j stands for %j', (text, tags) => {
  expect(tagsIn(text)).toEqual(tags)
})

test('a comma ends a tag that is not empty, but not within brackets or quotes', () => {
  expect(['prod', 'a{1,2}', '"x"'].map(endsInTag)).toEqual([true, true, true])
  expect(['', ' ', 'a{1', '"Berlin', 'f(x'].map(endsInTag)).toEqual([false, false, false, false, false])
})

const tag = fc
  .string({ unit: fc.constantFrom(...'ab ,.-{}()é😀') })
  .map((text) => text.trim())
  .filter((text) => text !== '')

test('every tag without double quotes can be typed; a tag with a comma needs quotes around it', () => {
  fc.assert(
    fc.property(fc.array(tag), fc.constantFrom(',', ', ', '\n', '\r\n'), (tags, separator) => {
      const isWhole = (text: string) => !/[,(){}]/.test(text)
      const typed = tags.map((text) => (isWhole(text) ? text : `"${text},"`))
      expect(tagsIn(typed.join(separator))).toEqual(tags.map((text) => (isWhole(text) ? text : `${text},`)))
    }),
  )
})

test('only separators, quotes and spaces around tags are dropped', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab,"()[]{} \n') }), (text) => {
      const letters = (one: string) => one.replaceAll(/[\s,"]/g, '')
      expect(letters(tagsIn(text).join(''))).toBe(letters(text))
    }),
  )
})
