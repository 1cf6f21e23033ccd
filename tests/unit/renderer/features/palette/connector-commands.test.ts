import { expect, test } from 'vitest'
import { findConnectorCommands } from '../../../../../src/renderer/features/palette/connector-commands.ts'
import { card } from '../../../../helpers/screens/connector-card.ts'

const cards = [card('Blog'), card('Press', { status: 'inactive' }), card('Activate now')]

const labels = (query: string, isWriter = true, limit = 8) => {
  const actions = { isWriter, open: () => undefined, setStatus: () => undefined, test: () => undefined }
  return findConnectorCommands(cards, query, limit, actions).map(({ label }) => label)
}

test('a verb before a name leaves only the command of that verb', () => {
  expect(labels('blog')).toEqual(['Configure Blog', 'Deactivate Blog'])
  expect(labels('deactivate blog')).toEqual(['Deactivate Blog'])
  expect(labels('Configure  blog')).toEqual(['Configure Blog'])
  expect(labels('activate press')).toEqual(['Activate Press'])
})

test('a connector whose entry has a test can be tested by name', () => {
  const testable = [card('Blog', { isTestable: true }), card('Press')]
  const tested: string[] = []
  const actions = { isWriter: true, open: () => undefined, setStatus: () => undefined }
  const commands = findConnectorCommands(testable, 'test ', 8, {
    ...actions,
    test: ({ name }) => void tested.push(name),
  })
  expect(commands.map(({ label }) => label)).toEqual(['Test Blog'])
  for (const { run } of commands) run()
  expect(tested).toEqual(['Blog'])
})

test('a name that begins with a verb matches too', () => {
  expect(labels('activate now')).toEqual(['Configure Activate now', 'Deactivate Activate now'])
})

test('an impossible action is not offered', () => {
  expect(labels('activate blog')).toEqual([])
  expect(labels('blog', false)).toEqual(['View Blog'])
})

test('the best match is listed even when only a few are shown', () => {
  expect(labels('press', true, 1)).toEqual(['Configure Press', 'Activate Press'])
})

test('a verb or its beginning lists the commands of that verb', () => {
  expect(labels('activate ')).toEqual(['Activate Press'])
  expect(labels('dea')).toEqual(['Deactivate Blog', 'Deactivate Activate now'])
  expect(labels('act')).toEqual(['Configure Activate now', 'Deactivate Activate now', 'Activate Press'])
})

test('an empty query lists no commands', () => {
  expect(labels('')).toEqual([])
  expect(labels('z')).toEqual([])
})
