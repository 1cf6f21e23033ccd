import { expect, test } from 'vitest'
import { crossWorkspace } from '../faults/rows/cross-workspace.ts'

test('no procedure of the contract reaches a workspace of somebody else or says whether it exists', async () => {
  const { misses } = await crossWorkspace.run('quick')
  expect(misses).toEqual([])
})
