import { expect, test } from 'vitest'
import { requireNode } from '../../../../../src/main/hosts/cli/node-version.ts'

test('a Node on which the database cannot be opened is refused with the way out', () => {
  expect(() => requireNode('20.20.2')).toThrow(/needs Node 22 or later, and this is Node 20\.20\.2.*npm run/)
  expect(() => requireNode('22.0.0')).not.toThrow()
  expect(() => requireNode(process.versions.node)).not.toThrow()
})
