import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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
    const sought: string[] = []
    mkdirSync(inputs)
    const write = (name: string, text: string) => {
      writeFileSync(join(inputs, name), text)
      sought.push(text)
    }
    for (let index = 0; index < count; index += 1) {
      write(`passphrase-${index}`, [6, 7, 5, 8, 6].map(letters).join(' '))
      write(`secret-${index}`, letters(24))
    }
    const child = startChild('lock', { place, inputs, count, snapshot, way } satisfies LockArguments)
    await lineFrom(child, 'done')
    const entries = readdirSync(place.keychainDir).map((name) => readFileSync(join(place.keychainDir, name), 'utf8'))
    const keys = entries.flatMap((text) => (text.startsWith('pbkey1:') ? text.slice('pbkey1:'.length) : []))
    tally.expect(keys.length >= count, `only ${keys.length} keys in the keychain`)
    const memory = readFileSync(snapshot, 'utf8')
    // What the child was started with is there for as long as it runs.
    tally.expect(memory.includes(snapshot), 'the snapshot does not hold the program')
    for (const text of [...sought, ...keys]) {
      tally.did()
      tally.expect(!memory.includes(text), `${text.slice(0, 4)}… is still there`)
    }
    return tally.outcome
  },
})

/**
 * Every key, passphrase and secret that the program had is sought among all that it can still reach, and the process that
 * talked to the keychain has ended.
 */
export const lockedMemory = memoryAfter('locked, then keys and secrets sought in memory', 'hand')
export const unusedMemory = memoryAfter('locked after a time without use, then the same', 'unused')
