import { expect, test } from 'vitest'
import { fill } from '../../../../../src/main/topics/connection-tests/templates.ts'

const config = {
  site: 'https://blog.example.com/sub/',
  bare: 'blog.example.com',
  host: 'db.example.com:8080',
  part: 'a/b?c#d',
  number: 7,
  group: { name: 'inside' },
}

test.for<[string, string]>([
  ['{config.site}/api', 'https://blog.example.com/sub/api'],
  ['{config.bare}/api', 'https://blog.example.com/api'],
  ['https://{config.host}/api', 'https://db.example.com:8080/api'],
  ['https://api.example.com/{config.part}/{config.number}', 'https://api.example.com/a%2Fb%3Fc%23d/7'],
  ['https://{config.group.name}.example.com', 'https://inside.example.com'],
])('%s becomes %s', ([template, url]) => {
  expect(fill(template, config, 'url')).toBe(url)
})

test.for(['evil.com/', 'evil.com#', 'evil.com?', 'user@evil.com', 'a b', 'evil.com\\', '', ' '])(
  'a host cannot be %j',
  (value) => {
    expect(fill('https://{config.host}.example.com/me', { host: value }, 'url')).toEqual({ misfit: 'config.host' })
  },
)

test.for([
  'ftp://example.com',
  'https://',
  'https://a:b@example.com',
  'https://example.com?a=b',
  'https://example.com#a',
  'javascript:alert(1)',
  '//example.com',
])('an address cannot be %j', (value) => {
  expect(fill('{config.url}/me', { url: value }, 'url')).toEqual({ misfit: 'config.url' })
})
