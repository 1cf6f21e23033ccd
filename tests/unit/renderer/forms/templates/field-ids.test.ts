import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fieldId } from '../../../../../src/renderer/forms/templates/field-ids.ts'
import { formatPath } from '../../../../../src/shared/path.ts'

const path = fc.array(fc.oneof(fc.string(), fc.constantFrom('.', '\\', '\\.', 'a.b', '')), {
  minLength: 1,
  maxLength: 6,
})

test('Two fields never share an id, and an id never has a space', () => {
  fc.assert(
    fc.property(path, path, (one, other) => {
      const ids = [fieldId('f', one), fieldId('f', other)]
      expect(ids[0] === ids[1]).toBe(formatPath(one) === formatPath(other))
      expect(ids[0]).not.toMatch(/\s/)
    }),
  )
})
