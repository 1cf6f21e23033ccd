import { beforeEach, expect, test } from 'vitest'
import { AppError } from '../../../../../src/contract/errors.ts'
import { keyStateOf } from '../../../../../src/main/secrets/keys/errors.ts'
import { createKeychain, KEYCHAIN_SERVICE, type Keychain } from '../../../../../src/main/secrets/keychain/keychain.ts'
import { createMemoryKeychain, type MemoryKeychain } from '../../../../helpers/keychains/memory-keychain.ts'

let engine: MemoryKeychain
let keychain: Keychain

beforeEach(() => {
  engine = createMemoryKeychain()
  keychain = createKeychain(engine, { timeoutMs: 50 })
})

const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof AppError ? `${keyStateOf(error)} ${error.reason}` : error),
  )

test('making it calls nothing', () => {
  expect(engine.calls).toEqual([])
})

test('an entry that was written is read and removed', async () => {
  await keychain.write('a', 'text')
  expect(engine.entries.get(`${KEYCHAIN_SERVICE}/a`)).toBe('text')
  expect(await keychain.read('a')).toBe('text')
  await keychain.remove('a')
  await keychain.remove('a')
  expect(engine.entries.size).toBe(0)
})

test('a missing entry is lost only after a probe, which leaves nothing behind', async () => {
  expect(await outcome(keychain.read('a'))).toBe('LOST lost')
  expect(engine.calls).toEqual(['get', 'set', 'get', 'delete', 'get'])
  expect(engine.entries.size).toBe(0)
})

test('an entry that a locked keychain hides is not lost', async () => {
  await keychain.write('a', 'text')
  engine.blind = true
  engine.failingFunctions = ['set']
  engine.failing = 'Cannot create an item in a locked collection'
  expect(await outcome(keychain.read('a'))).toBe('LOCKED locked')
  engine.failing = 'Ein Element kann nicht in einer gesperrten Sammlung erstellt werden'
  expect(await outcome(keychain.read('a'))).toBe('LOCKED locked')
})

test('an entry that a locked keychain hides is not taken for removed', async () => {
  await keychain.write('a', 'text')
  engine.delete = () => Promise.resolve(false)
  engine.failing = 'Cannot create an item in a locked collection'
  expect(await outcome(keychain.remove('a'))).toBe('LOCKED locked')
})

test('an entry that appears when the probe unlocks the keychain is read', async () => {
  await keychain.write('a', 'text')
  engine.blind = true
  const set = engine.set.bind(engine)
  engine.set = (...entry) => {
    engine.blind = false
    return set(...entry)
  }
  expect(await keychain.read('a')).toBe('text')
})

test('a keychain that does not keep what it accepts is not usable', async () => {
  engine.forgetful = true
  expect(await outcome(keychain.write('a', 'text'))).toBe('UNAVAILABLE not_kept')
  expect(await outcome(keychain.probe())).toBe('UNAVAILABLE not_kept')
})

test('never more than one call is in flight', async () => {
  const work = Array.from({ length: 10 }, (_, index) => keychain.write(`a${index}`, 'text'))
  await Promise.all([...work, keychain.probe(), outcome(keychain.read('b'))])
  expect(engine.mostAtOnce).toBe(1)
})

test('a call without an answer ends after the timeout, and no other is made until retry', async () => {
  engine.hanging = true
  expect(await outcome(keychain.read('a'))).toBe('UNAVAILABLE timeout')
  expect(await outcome(keychain.read('a'))).toBe('UNAVAILABLE timeout')
  expect(await outcome(keychain.write('a', 'text'))).toBe('UNAVAILABLE timeout')
  expect(engine.calls).toEqual(['get'])
})

test('operations that wait behind one without an answer are refused with it', async () => {
  engine.hanging = true
  const outcomes = await Promise.all([keychain.read('a'), keychain.probe(), keychain.remove('a')].map(outcome))
  expect(outcomes).toEqual(Array(3).fill('UNAVAILABLE timeout'))
  expect(engine.calls).toEqual(['get'])
})

test('retry makes no second call while the first one still hangs', async () => {
  engine.hanging = true
  await outcome(keychain.read('a'))
  keychain.retry()
  expect(await outcome(keychain.read('a'))).toBe('UNAVAILABLE timeout')
  expect(engine.calls).toEqual(['get'])
})

test('retry works again once the keychain has answered, also in the middle of the wait', async () => {
  engine.entries.set(`${KEYCHAIN_SERVICE}/a`, 'text')
  engine.hanging = true
  await outcome(keychain.read('a'))
  keychain.retry()
  const second = keychain.read('a')
  setImmediate(engine.resume)
  expect(await second).toBe('text')
  expect(engine.mostAtOnce).toBe(1)
})

test.for([
  ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'UNAVAILABLE no_dbus'],
  ['Could not connect: No such file or directory', 'UNAVAILABLE no_dbus'],
  ['The name org.freedesktop.secrets was not provided by any .service files', 'UNAVAILABLE no_service'],
  ['The name :1.7 was not provided by any .service files', 'UNAVAILABLE service_restarted'],
  ['The session wrapping the secret does not exist', 'UNAVAILABLE service_restarted'],
  ['Message recipient disconnected from message bus without replying', 'UNAVAILABLE service_stopped'],
  ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'LOCKED no_keyring'],
  ['Cannot create an item in a locked collection', 'LOCKED locked'],
  ['User interaction is not allowed.', 'LOCKED locked'],
  ['User canceled the operation.', 'DENIED denied'],
  ['The user name or passphrase you entered is not correct.', 'DENIED denied'],
  ['Access is denied.', 'DENIED denied'],
  ['GDBus.Error:org.freedesktop.DBus.Error.AccessDenied: Rejected send message', 'DENIED denied'],
  ['Etwas anderes', 'UNAVAILABLE unknown'],
] as const)('"%s" means %s', async ([message, expected]) => {
  engine.failing = message
  for (const work of [keychain.read('a'), keychain.write('a', 'text'), keychain.remove('a'), keychain.probe()])
    expect(await outcome(work)).toBe(expected)
  expect(engine.entries.size).toBe(0)
})
