import { createHook } from 'node:async_hooks'
import { afterEach, expect, test } from 'vitest'
import { openSettings } from '../../../../../src/main/platform/settings.ts'
import { createIdleLock, type IdleLock } from '../../../../../src/main/topics/keys/idle-lock.ts'

let idleLock: IdleLock
afterEach(() => idleLock.close())

/** An idle lock whose minutes are short, with how often it has locked. */
function createBench(minuteMs: number) {
  const locks = { count: 0, next: Promise.withResolvers<void>() }
  idleLock = createIdleLock({
    settings: openSettings(null),
    clock: () => new Date(),
    lock: () => {
      locks.count += 1
      locks.next.resolve()
      return Promise.resolve()
    },
    minuteMs,
  })
  return locks
}

/** How many timers the work has made. */
async function timersOf(work: () => Promise<void>): Promise<number> {
  let count = 0
  const hook = createHook({
    init: (_id, type) => {
      if (type === 'Timeout') count += 1
    },
  }).enable()
  try {
    await work()
  } finally {
    hook.disable()
  }
  return count
}

test('it locks with nobody asking for anything', async () => {
  const locks = createBench(10)
  await idleLock.set(5)
  await locks.next.promise
  expect(locks.count).toBe(1)
})

test('there is no timer while it is off, and one for any number of calls while it is on', async () => {
  createBench(60_000)
  const use = async () => {
    for (let count = 0; count < 1000; count += 1) await idleLock.during(() => undefined, { isUse: true, isWork: true })
  }
  expect(await timersOf(use)).toBe(0)
  expect(
    await timersOf(async () => {
      await idleLock.set(5)
      await use()
    }),
  ).toBe(1)
  await idleLock.set(0)
  expect(await timersOf(use)).toBe(0)
})

test('after a lock there is no timer until somebody is there again', async () => {
  const locks = createBench(10)
  await idleLock.set(5)
  await locks.next.promise
  const read = () => idleLock.during(() => undefined, { isUse: false, isWork: true })
  expect(await timersOf(read)).toBe(0)
  locks.next = Promise.withResolvers<void>()
  expect(await timersOf(() => idleLock.noteUse())).toBe(1)
  await locks.next.promise
  expect(locks.count).toBe(2)
})

test('a call that waits for a person holds no lock up', async () => {
  const locks = createBench(10)
  await idleLock.set(5)
  const dialog = Promise.withResolvers<void>()
  const call = idleLock.during(() => dialog.promise, { isUse: true, isWork: false })
  await locks.next.promise
  expect(locks.count).toBe(1)
  dialog.resolve()
  await call
})
