import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSecretName, looksSecret } from '../../../src/shared/secret-looks.ts'

/** Written in two parts, as no file of the project may hold what looks like a secret. */
const key = (start: string, rest = 'aB3dE6gH9kL2mN5p') => `${start}${rest}`

test.for([
  key('ghp_'),
  key('xoxb-'),
  key('AKIA', 'IOSFODNN7EXAMPLE'),
  key('sk-proj-'),
  key('eyJhbGciOiJIUzI1NiJ9.', 'eyJzdWIiOiIxIn0.c2lnbmF0dXJl'),
  key('Bearer '),
  key('-----BEGIN RSA ', 'PRIVATE KEY-----\nMIIE'),
  key('https://editor:', 'hunter2@example.com/wp'),
  key('postgres://app:', 'pass@db.example.com:5432/app'),
  key('https://hooks.example.com/in?team=1&token=', 'hunter2'),
  key('0123456789abcdef', '0123456789abcdef'),
])('%s looks like a secret', (secret) => {
  expect(looksSecret(secret)).toBe(true)
  expect(looksSecret(`  ${secret}\n`)).toBe(true)
})

test.for([
  '',
  'Company blog',
  'https://blog.example.com/wp-json/wp/v2?page=1',
  'https://example.com:8443/a',
  'editor@example.com',
  '2026-01-02T03:04:05.000Z',
  'a6f2f4c2-0d1e-4a7b-9c3d-5e6f7a8b9c0d',
  'my-first-company-blog-in-english',
  'skilled people of the company',
  '{{ title }} by {{ author }}',
])('%s does not', (text) => {
  expect(looksSecret(text)).toBe(false)
})

test('random bytes look like a secret, however they are written', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      fc.pre(new Set(bytes).size > 24)
      expect(looksSecret(Buffer.from(bytes).toString('hex'))).toBe(true)
      expect(looksSecret(Buffer.from(bytes).toString('base64'))).toBe(true)
    }),
  )
})

test('names of secrets are known by their last word', () => {
  for (const name of ['password', 'api_key', 'client-secret', 'page.access_token'])
    expect(isSecretName(name)).toBe(true)
  for (const name of ['site_url', 'keyboard', 'tokens_per_day', 'secretary']) expect(isSecretName(name)).toBe(false)
})
