import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { firstScripts } from '../helpers/screens/first-scripts.ts'

test('the scripts that the first screen waits for stay small', () => {
  const scripts = firstScripts()
  expect(scripts.length).toBeGreaterThan(1)
  const bytes = scripts.reduce((sum, script) => sum + gzipSync(script).length, 0)
  expect(bytes).toBeLessThan(250_000)
})
