import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  holdsPassword,
  looksSecret,
  secretSound,
  secretSoundOfTitle,
  withoutSecrets,
} from '../../../src/shared/secret-looks.ts'
import { computing } from '../../helpers/computing.ts'

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
      const base64 = Buffer.from(bytes).toString('base64')
      // About one in 1,500 has no digit, and could as well be words.
      fc.pre(/\d/.test(base64) && /[a-z]/.test(base64) && /[A-Z]/.test(base64))
      expect(looksSecret(Buffer.from(bytes).toString('hex'))).toBe(true)
      expect(looksSecret(base64)).toBe(true)
    }),
  )
})

test.for([
  ...['password', 'api_key', 'client-secret', 'page.access_token', 'clientSecret', 'accessToken', 'secretKey'],
  ...['serviceAccountKey', 'privateKeyPem', 'AWSSecretAccessKey', 'API Key', 'Client Secret (optional)', 'oauthToken2'],
  ...['MYSQL_ROOT_PASSWORD', 'service_account_json', '#password', 'apikey', 'webhook_secret'],
])('%s is plainly the name of a secret', (name) => expect(secretSound(name)).toBe('strong'))

test.for(['dsn', 'pat', 'connectionString', 'connection_string', 'credentials_json', 'jwt', 'client_key'])(
  '%s may be the name of a secret',
  (name) => expect(secretSound(name)).toBe('weak'),
)

test.for([
  ...[
    'site_url',
    'keyboard',
    'tokens_per_day',
    'max_tokens',
    'secretary',
    'primary_key',
    'sortKey',
    'public_key',
    'key',
  ],
  ...[
    'page_token',
    'nextToken',
    'token_url',
    'tokenType',
    'secret_name',
    'private_key_path',
    'access_key_id',
    'pattern',
  ],
  ...['password_policy', 'hostKey', 'partition key', 'database', 'Pattern', 'compatible', 'dispatch'],
])('%s is not', (name) => expect(secretSound(name)).toBeNull())

test('a title that is a sentence about a secret is not the name of one', () => {
  for (const title of ['API Key', 'Your secret key', 'Bearer token']) expect(secretSoundOfTitle(title)).not.toBeNull()
  for (const title of ['Name of the secret', 'How long to keep the token', 'Use a password', 'Header for the API key'])
    expect(secretSoundOfTitle(title)).toBeNull()
})

test.for([
  ...['https://editor:hunter2@example.com', 'editor:hunter2@db.example.com:5432/app', 'redis://:hunter2@cache:6379'],
  ...['jdbc:postgresql://app:hunter2@db/app', ' smtp://a%40b:p@ss@mail.example.com ', 'mongodb://a:b@h1:1,h2:2/db'],
])('%s has a password in it', (address) => expect(holdsPassword(address)).toBe(true))

test.for([
  ...['https://example.com:8443/a@b', 'editor@example.com', 'mailto:joe@example.com', 'git@github.com:a/b.git'],
  ...['https://user@example.com', 'https://user:@example.com', 'https://u:${DB_PASSWORD}@db', 'https://u:{{ pw }}@db'],
  ...['12:30 @ office', 'a: b@example.com', 'https://example.com/?to=a:b@c.example', 'sip:joe@example.com', ''],
])('%s has not', (address) => expect(holdsPassword(address)).toBe(false))

test('a password in an address is looked for in time that grows with the text alone', () => {
  for (const text of ['a:'.repeat(50_000), `${'a:b@'.repeat(1000)} `, `${'a'.repeat(4000)}:${'@'.repeat(90)}`])
    expect(computing(() => holdsPassword(text))).toBeLessThan(100)
})

test('the state that a draft changes loses what looks secret, and nobody is asked to enter that again', () => {
  const secret = key('AKIA', 'IOSFODNN7EXAMPLE')
  const base = { config: { site_url: 'https://blog.example.com', note: secret } }
  const values = { config: { site_url: 'https://new.example.com' }, auth: {} }
  const kept = withoutSecrets({ title: 'Blog', name: 'Blog', tags: [], values, base, leftOut: [] })
  expect(kept).toMatchObject({ base: { config: { site_url: 'https://blog.example.com' } }, values, leftOut: [] })
  expect(JSON.stringify(kept)).not.toContain(secret)
})
