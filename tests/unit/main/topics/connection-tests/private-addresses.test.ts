import { expect, test } from 'vitest'
import { isLoopback, isPrivate } from '../../../../../src/main/topics/connection-tests/private-addresses.ts'

test.for([
  ...[
    '127.0.0.1',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
  ],
  ...['198.18.0.1', '224.0.0.1', '255.255.255.255', '::1', '::', 'fc00::1', 'fd12::1', 'fe80::1', 'ff02::1'],
  ...['::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:a00:1::'],
])('%s is private', (address) => {
  expect(isPrivate(address)).toBe(true)
})

test.for(['1.1.1.1', '172.32.0.1', '100.128.0.1', '192.0.2.1', '2606:4700::1111', '::ffff:1.1.1.1'])(
  '%s is not private',
  (address) => {
    expect(isPrivate(address)).toBe(false)
  },
)

test('only addresses of this computer are loopback ones', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].map(isLoopback)).toEqual([true, true, true, true])
  expect(['10.0.0.1', '0.0.0.0', '::', '1.1.1.1'].map(isLoopback)).toEqual([false, false, false, false])
})
