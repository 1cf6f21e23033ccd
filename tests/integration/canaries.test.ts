import { expect, test } from 'vitest'
import { findCanaries, makeCanaries } from '../helpers/canaries.ts'
import { canaries } from '../faults/rows/canaries.ts'

test('fifty known secrets are nowhere but in ciphertext, in any encoding', { timeout: 180_000 }, async () => {
  const { done, misses } = await canaries.run('full')
  expect(misses).toEqual([])
  expect(done).toBeGreaterThanOrEqual(canaries.atLeast)
})

test('a secret is recognised in each encoding, wherever it stands', () => {
  const secrets = makeCanaries(6)
  const secret = secrets[1]?.secret ?? ''
  const around = ['', 'a', 'ab', 'abc'].flatMap((before) => [`${before}${secret}`, `${before}${secret}xyz`])
  const encoded = around.flatMap((text) => [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
    Buffer.from(Buffer.from(text).toString('base64')),
    Buffer.from(Buffer.from(text).toString('base64url')),
    Buffer.from(Buffer.from(text).toString('hex')),
    Buffer.from(encodeURIComponent(text)),
    Buffer.from(JSON.stringify({ text })),
  ])
  for (const bytes of encoded) expect(findCanaries(bytes, secrets).every((hit) => hit.startsWith('1 '))).toBe(true)
  expect(encoded.filter((bytes) => findCanaries(bytes, secrets).length === 0)).toEqual([])
  expect(findCanaries(Buffer.from('nothing of the kind'), secrets)).toEqual([])
})
