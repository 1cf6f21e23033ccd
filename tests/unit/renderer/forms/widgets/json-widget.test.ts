import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonFrom } from '../../../../../src/renderer/forms/widgets/json-widget.tsx'

test('Every JSON value is read back from its text, other text keeps what was typed and says where it breaks off', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(jsonFrom(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
  expect(jsonFrom('{"a": }')).toMatchObject({ text: '{"a": }', problem: expect.stringContaining('line 1, column 7') })
  expect(jsonFrom('[1, 1285704473650888702]')).toMatchObject({ problem: expect.stringContaining('column 5') })
  expect(jsonFrom(' ')).toBeUndefined()
})
