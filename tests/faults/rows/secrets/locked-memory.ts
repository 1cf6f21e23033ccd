import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bytesInMemory, canReadMemory } from '../../process-memory.ts'
import { temporaryDirectory } from '../../../helpers/test-app.ts'
import { lineFrom, startChild } from '../../child.ts'
import type { LockArguments } from '../../children/lock.ts'
import { placeIn } from '../../program.ts'
import { createRandom, integer } from '../../../helpers/random.ts'
import { createTally, type Row } from '../../row.ts'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** The row of one way to lock. */
const memoryAfter = (fault: string, way: LockArguments['way']): Row => ({
  fault,
  atLeast: 24,
  run: async (scale) => {
    const tally = createTally()
    using directory = temporaryDirectory()
    const place = placeIn(directory.path)
    const inputs = join(directory.path, 'inputs')
    const snapshot = join(directory.path, 'memory.heapsnapshot')
    const count = scale === 'full' ? 6 : 1
    const random = createRandom(29)
    const letters = (length: number) => Array.from({ length }, () => LETTERS[integer(random, 26)]).join('')
    mkdirSync(inputs)
    const write = (name: string, text: string) => {
      writeFileSync(join(inputs, name), text)
      return text
    }
    const indexes = Array.from({ length: count }, (_, index) => index)
    const passphrases = indexes.map((index) => write(`passphrase-${index}`, [6, 7, 5, 8, 6].map(letters).join(' ')))
    const secrets = indexes.map((index) => write(`secret-${index}`, letters(24)))
    const child = startChild('lock', { place, inputs, count, snapshot, way } satisfies LockArguments)
    const ended = once(child, 'exit')
    await lineFrom(child, 'locked')
    const entries = readdirSync(place.keychainDir).map((name) => readFileSync(join(place.keychainDir, name), 'utf8'))
    const keys = entries.flatMap((text) => (text.startsWith('pbkey1:') ? text.slice('pbkey1:'.length) : []))
    tally.expect(keys.length >= count, `only ${keys.length} keys in the keychain`)
    if (!canReadMemory) console.log('The memory of a process is read on Linux alone')
    const inMemory = canReadMemory ? bytesInMemory(child.pid ?? 0, bytesOf(keys)) : new Set()
    tally.expect(inMemory.size === 0, `in the memory: ${[...inMemory].join(', ')}`)
    child.stdin?.end()
    const [code] = (await ended) as [number | null]
    tally.expect(code === 0, `the program ended with ${code}`)
    const memory = readFileSync(snapshot, 'utf8')
    // What the child was started with is there for as long as it runs.
    tally.expect(memory.includes(snapshot), 'the snapshot does not hold the program')
    for (const text of [...passphrases, ...secrets, ...keys]) {
      tally.did()
      tally.expect(!memory.includes(text), `${text.slice(0, 4)}… is still there`)
    }
    return tally.outcome
  },
})

/**
 * The bytes of the keys, which Node overwrites as it frees them. Nothing overwrites strings and the buffers of a pipe, so
 * those are only sought where the program can still reach them.
 */
const bytesOf = (keys: string[]) =>
  new Map(keys.map((text) => [`the key ${text.slice(0, 4)}…`, Buffer.from(text, 'base64url')]))

/**
 * The bytes of every key that the program had are sought in its whole memory where the system lets that be read; their texts,
 * the passphrases and the secrets among all that it can still reach. The process that talked to the keychain has ended.
 */
export const lockedMemory = memoryAfter('locked, then keys and secrets sought in memory', 'hand')
export const unusedMemory = memoryAfter('locked after a time without use, then the same', 'unused')
