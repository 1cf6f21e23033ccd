import { expect, test } from 'vitest'
import { testsText } from '../../../../../src/renderer/text/connection-tests.ts'

test('what becomes of a run is a sentence for none, one and many connectors', () => {
  const { done } = testsText.many
  expect([done(0, 0), done(0, 1), done(1, 1), done(0, 2), done(1_999, 2_000)]).toEqual([
    'No connector was tested',
    'The connector failed its test',
    'The connector works',
    '0 of 2 connectors work',
    '1,999 of 2,000 connectors work',
  ])
})

test('a test that failed at once has still taken some time', () => {
  expect([0, 99, 640, 12_000].map(testsText.form.failed)).toEqual([
    'Failed in 0.1 s',
    'Failed in 0.1 s',
    'Failed in 0.6 s',
    'Failed in 12.0 s',
  ])
})
