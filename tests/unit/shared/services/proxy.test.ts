import { expect, test } from 'vitest'
import { firstProxy, readProxySetting } from '../../../../src/shared/services/proxy.ts'

test.for<[string, ReturnType<typeof readProxySetting>]>([
  ['system', 'system'],
  [' none ', 'none'],
  ['proxy.example:3128', 'http://proxy.example:3128'],
  ['HTTP://Proxy.Example:80/', 'http://proxy.example:80'],
  ['https://[2001:db8::1]:443', 'https://[2001:db8::1]:443'],
  ['proxy.example:65536', { problem: 'no_proxy_address' }],
  ['http://ada:pass@proxy.example', { problem: 'proxy_password' }],
  ['http://ada@proxy.example', { problem: 'proxy_password' }],
  ['socks5://proxy.example:1080', { problem: 'no_proxy_address' }],
  ['http://proxy.example/path', { problem: 'no_proxy_address' }],
  ['http://proxy.example?x', { problem: 'no_proxy_address' }],
  ['http://', { problem: 'no_proxy_address' }],
  ['', { problem: 'no_proxy_address' }],
])('the setting %j is read as %j', ([typed, expected]) => {
  expect(readProxySetting(typed)).toEqual(expected)
})

test.for<[string, string | null]>([
  ['DIRECT', null],
  ['', null],
  ['PROXY proxy.example:3128; DIRECT', 'http://proxy.example:3128'],
  ['HTTPS proxy.example:443', 'https://proxy.example:443'],
  ['SOCKS5 proxy.example:1080; DIRECT', 'socks5://proxy.example:1080'],
])('of the ways %j the first is %j', ([list, expected]) => {
  expect(firstProxy(list)).toBe(expected)
})
