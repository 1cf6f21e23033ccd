import { createPrivateKey } from 'node:crypto'
import { readUpdateKey } from '../../../build/release.ts'
import {
  isSignedFor,
  type Published,
  signatureOf,
  validUntil,
} from '../../../src/main/hosts/electron/updates/update-signature.ts'
import { createUpdates } from '../../../src/main/hosts/electron/updates/updates.ts'
import { createKeys } from '../../e2e/package/keys.ts'
import { createTally, type Row } from '../row.ts'

const now = new Date('2026-03-01T09:00:00.000Z')
const keys = createKeys()
const publicKey = readUpdateKey(keys) ?? ''

/** What an address could show instead of what was signed: each character changed, fields left out, old statements. */
export const updates: Row = {
  fault: 'changed or old statements about updates',
  atLeast: 200,
  run: async (scale) => {
    const tally = createTally()
    const signed = sign({ ...CONTENT, validUntil: validUntil(now) }, keys)
    const text = JSON.stringify(signed)
    const others = [
      sign({ ...CONTENT, validUntil: validUntil(now) }, createKeys()),
      sign(CONTENT, keys),
      sign({ ...CONTENT, validUntil: 'never' }, keys),
      sign({ ...CONTENT, validUntil: now.getTime() + 1e9 }, keys),
      ...[1, 30, 365].map((days) => sign({ ...CONTENT, validUntil: before(days) }, keys)),
      ...Object.keys(signed).map((field) =>
        Object.fromEntries(Object.entries(signed).filter(([name]) => name !== field)),
      ),
    ]
    const changed = [...text].flatMap((character, at) => {
      const other = character === '0' ? '1' : '0'
      return parse(text.slice(0, at) + other + text.slice(at + 1)) ?? []
    })
    for (const published of [...others, ...(scale === 'full' ? changed : changed.slice(0, 20))]) {
      tally.did()
      const { downloads, verified } = await look(published)
      tally.expect(downloads === 0 && verified === 0, `taken: ${JSON.stringify(published).slice(0, 120)}`)
    }
    const { downloads, verified } = await look(signed)
    tally.expect(downloads === 1 && verified === 1, 'what was signed is not taken')
    return tally.outcome
  },
}

const CONTENT = { version: '9.9.9', files: [{ url: 'a.AppImage', sha512: 'c2hhNTEy', size: 5 }], path: 'a.AppImage' }

const sign = (content: Published, { PATCHBAY_SIGNING_KEY }: ReturnType<typeof createKeys>) => ({
  ...content,
  signature: signatureOf(content, createPrivateKey(PATCHBAY_SIGNING_KEY)),
})

const before = (days: number) => new Date(now.getTime() - days * 24 * 60 * 60 * 1000).toISOString()

function parse(text: string): object | null {
  try {
    return JSON.parse(text) as object
  } catch {
    return null
  }
}

/** Looks for updates where this is published; answers what came of it. */
async function look(published: object) {
  const seen = { downloads: 0, verified: 0 }
  const { promise, resolve } = Promise.withResolvers<void>()
  const updates = createUpdates({
    load: () => Promise.resolve(updaterOf(published, () => (seen.downloads += 1))),
    isSigned: (info) => isSignedFor(publicKey, info),
    now: () => now,
    onVerified: () => (seen.verified += 1),
    onChange: () => {
      const { kind } = updates.state()
      if (kind !== 'checking') resolve()
    },
    beforeInstall: () => Promise.resolve(),
  })
  updates.check()
  await promise
  return seen
}

/** The part of electron-updater around what was published. */
const updaterOf = (updateInfo: object, download: () => void) =>
  ({
    on: () => undefined,
    checkForUpdates: () => Promise.resolve({ isUpdateAvailable: true, updateInfo }),
    downloadUpdate: () => Promise.resolve(download()),
  }) as never
