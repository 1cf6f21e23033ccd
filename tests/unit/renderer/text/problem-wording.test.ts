import { expect, test } from 'vitest'
import { fileFaultsText } from '../../../../src/renderer/text/de/files/file-faults.ts'
import { problemsText } from '../../../../src/renderer/text/de/files/problems.ts'
import { fieldErrorsText } from '../../../../src/renderer/text/de/reasons/field-errors.ts'
import { createProblemWording } from '../../../../src/renderer/text/problem-wording.ts'
import { fileFault } from '../../../../src/shared/files/file-faults.ts'
import { createFaultWording } from '../../../../src/shared/files/fault-wording.ts'
import { problem } from '../../../../src/shared/problems.ts'

const german = createProblemWording(problemsText, createFaultWording(fileFaultsText, fieldErrorsText))

test('a problem of an entry is worded by its code, and what it is about stays as it is', () => {
  expect(german(problem('recursive_ref', 'config'))).toBe('Das Schema enthält sich selbst')
  expect(german(problem('bad_type', 'config.port', '"integr"'))).toBe('Der Typ wurde berichtigt ("integr")')
})

test('what stands in brackets is worded too, with the field that it is about', () => {
  expect(german(problem('too_deep', '', fileFault('levels', { limit: 100 })))).toBe(
    'Der Eintrag ist zu tief verschachtelt (höchstens 100 Ebenen)',
  )
  const fault = fileFault('address_fragment', { address: 'https://a.example#b' }, { field: 'url' })
  expect(problem('bad_connection_test', 'connectionTest', fault).message).toBe(
    'The connection test cannot be used and was left out (url: https://a.example#b has a fragment)',
  )
  expect(german(problem('bad_connection_test', 'connectionTest', fault))).toBe(
    'Der Verbindungstest ist nicht verwendbar und wurde weggelassen (url: https://a.example#b hat ein Fragment)',
  )
})

test('a problem with a code that the screens do not know shows the sentence that came with it', () => {
  expect(german({ code: 'from_the_future', message: 'Something new happened' })).toBe('Something new happened')
})
