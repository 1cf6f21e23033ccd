import { randomBytes } from 'node:crypto'
import { generateKey } from '../../../src/main/secrets/keys/data-key.ts'
import { type Binding, seal, unseal } from '../../../src/main/secrets/keys/envelope.ts'
import { BINDING, tryTampered } from '../../unit/main/secrets/keys/tamper.ts'
import { createTally, type Row } from '../row.ts'

export const tampered: Row = {
  fault: 'ciphertext with bits flipped, cut, edited, tag shortened',
  atLeast: 100_000,
  run: (scale) => {
    const tally = createTally()
    const secret = `canary ${randomBytes(40).toString('hex')}`
    for (const [kind, { tried, opened }] of Object.entries(tryTampered(scale === 'full' ? 100_000 : 500, secret))) {
      for (let count = 0; count < tried; count += 1) tally.did()
      tally.expect(opened.length === 0, `${kind}: ${opened.length} were opened`)
    }
    const key = generateKey()
    const envelope = seal(key, 1, BINDING, secret)
    const bytes = Buffer.from(envelope.slice('enc1:1:'.length), 'base64url')
    for (let length = 0; length < 16; length += 1) {
      const short = `enc1:1:${bytes.subarray(0, bytes.length - 16 + length).toString('base64url')}`
      tally.did()
      tally.expect(unseal(key, BINDING, short) === null, `a tag of ${length} bytes was accepted`)
    }
    tally.expect(unseal(key, BINDING, envelope) !== null, 'the envelope itself does not open')
    return Promise.resolve(tally.outcome)
  },
}

const WORKSPACES = 3
const CONNECTORS = 4
const PATHS = ['auth.token', 'auth.secret']
const VERSIONS = [1, 2]

export const moved: Row = {
  fault: 'ciphertext moved to another workspace, connector, version',
  atLeast: 2000,
  run: () => {
    const tally = createTally()
    // The same key everywhere, so only what an envelope is bound to can refuse it.
    const key = generateKey()
    const places: Binding[] = []
    for (let workspace = 0; workspace < WORKSPACES; workspace += 1)
      for (let connector = 0; connector < CONNECTORS; connector += 1)
        for (const path of PATHS)
          for (const version of VERSIONS)
            places.push(['auth', 1, `w${workspace}`, `c${connector}`, path, `k${workspace}`, version])
    for (const from of places) {
      const envelope = seal(key, Number(from.at(-1)), from, 'secret')
      tally.expect(unseal(key, from, envelope)?.value === 'secret', 'an envelope does not open in its own place')
      for (const to of places) {
        if (to === from) continue
        // As an attacker would move it: with the version that the other place expects.
        const text = envelope.replace(/^enc1:\d+:/, `enc1:${String(to.at(-1))}:`)
        tally.did()
        tally.expect(unseal(key, to, text) === null, `opened at ${to.join('/')} although made for ${from.join('/')}`)
      }
    }
    return Promise.resolve(tally.outcome)
  },
}
