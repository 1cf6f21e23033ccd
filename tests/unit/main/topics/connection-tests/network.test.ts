import { expect, test } from 'vitest'
import { createNetwork } from '../../../../../src/main/topics/connection-tests/network.ts'

const setting = () => ({ proxy: 'system', caFile: null })

const proxyOf = (environment: Record<string, string>, url = 'https://api.example.com/') =>
  createNetwork({ environment, setting }).proxyFor(new URL(url))

test.for<[string, Record<string, string>, string | null]>([
  ['none where no variable says anything', {}, null],
  [
    'the variable of the program',
    { PATCHBAY_PROXY: 'http://own.test:1', HTTPS_PROXY: 'http://other.test:1' },
    'http://own.test:1',
  ],
  ['none where that is asked', { PATCHBAY_PROXY: 'none', HTTPS_PROXY: 'http://other.test:1' }, null],
  ['the usual variable', { HTTPS_PROXY: 'http://usual.test:1' }, 'http://usual.test:1'],
  ['the usual variable in small letters', { https_proxy: 'http://usual.test:1' }, 'http://usual.test:1'],
  [
    'the one for everything',
    { ALL_PROXY: 'http://all.test:1', HTTP_PROXY: 'http://plain.test:1' },
    'http://all.test:1',
  ],
  ['none for a host that is named', { HTTPS_PROXY: 'http://a.test:1', NO_PROXY: 'x.test, api.example.com' }, null],
  ['none for what is below a name', { HTTPS_PROXY: 'http://a.test:1', NO_PROXY: '.example.com' }, null],
  ['none for anything', { HTTPS_PROXY: 'http://a.test:1', NO_PROXY: '*' }, null],
  [
    'the proxy for a name that only ends alike',
    { HTTPS_PROXY: 'http://a.test:1', NO_PROXY: 'ample.com' },
    'http://a.test:1',
  ],
  [
    'the proxy for another port',
    { HTTPS_PROXY: 'http://a.test:1', NO_PROXY: 'api.example.com:8443' },
    'http://a.test:1',
  ],
])('a request takes %s', async ([, environment, expected]) => {
  expect(await proxyOf(environment)).toBe(expected)
})

test('the setting counts unless a variable of the program does, and asks the system only where it says so', async () => {
  const url = new URL('https://api.example.com/')
  const questions: string[] = []
  const proxyWith = (proxy: string, environment: Record<string, string> = {}) =>
    createNetwork({
      environment: { HTTPS_PROXY: 'http://usual.test:1', ...environment },
      setting: () => ({ proxy, caFile: null }),
      systemProxy: ({ href }) => {
        questions.push(href)
        return Promise.resolve('http://system.test:1')
      },
    }).proxyFor(url)
  expect(await proxyWith('none')).toBeNull()
  expect(await proxyWith('http://set.test:3128')).toBe('http://set.test:3128')
  expect(await proxyWith('none', { PATCHBAY_PROXY: 'http://own.test:1' })).toBe('http://own.test:1')
  expect(await proxyWith('http://set.test:3128', { PATCHBAY_PROXY: 'none' })).toBeNull()
  expect(await proxyWith('http://set.test:3128', { NO_PROXY: '.example.com' })).toBeNull()
  expect(questions).toEqual([])
  expect(await proxyWith('system')).toBe('http://system.test:1')
  expect(questions).toEqual([url.href])
})
