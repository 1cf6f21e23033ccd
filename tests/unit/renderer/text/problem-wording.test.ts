import { expect, test } from 'vitest'
import { problemsText } from '../../../../src/renderer/text/de/files/problems.ts'
import { createProblemWording } from '../../../../src/renderer/text/problem-wording.ts'
import { problem } from '../../../../src/shared/problems.ts'

const german = createProblemWording(problemsText)

test('a problem of an entry is worded by its code, and what it is about stays as it is', () => {
  expect(german(problem('recursive_ref', 'config'))).toBe('Das Schema enthält sich selbst')
  expect(german(problem('bad_type', 'config.port', '"integr"'))).toBe('Der Typ wurde berichtigt ("integr")')
})

test('a problem with a code that the screens do not know shows the sentence that came with it', () => {
  expect(german({ code: 'from_the_future', message: 'Something new happened' })).toBe('Something new happened')
})
