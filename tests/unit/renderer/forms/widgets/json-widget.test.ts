import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonFrom } from '../../../../../src/renderer/forms/widgets/json-widget.tsx'

test('Every JSON value is read back from its text, other text stays text', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(jsonFrom(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
  expect(jsonFrom('{')).toBe('{')
  expect(jsonFrom(' ')).toBeUndefined()
})
