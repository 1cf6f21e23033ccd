import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Passphrase } from '../../../contract/passphrase.ts'
import type { BackupManifest } from '../../../contract/groups/workspace-backups.ts'
import { agePassphraseRecipient } from '../../secrets/passphrase/age.ts'
import { type BackedUpView, createDigest, Header } from './format.ts'

/** Lines of a backup, with their digest. */
export interface Lines {
  chunks: Uint8Array[]
  sha256: string
}

/** Where between two lines something else may go on. */
type Step = () => Promise<unknown> | undefined

/** One line for each value. */
export async function toLines(values: Iterable<unknown>, step: Step = () => undefined): Promise<Lines> {
  const digest = createDigest()
  const chunks: Uint8Array[] = []
  for (const value of values) {
    const line = Buffer.from(`${JSON.stringify(value)}\n`)
    digest.update(line)
    chunks.push(line)
    await step()
  }
  return { chunks, sha256: digest.digest('hex') }
}

/** The backup as an age v1 file (https://age-encryption.org/v1) that the passphrase opens, in pieces. */
export async function encryptLines(
  manifest: BackupManifest,
  { entries, workspaces }: { entries: Lines; workspaces: (Lines & { views?: readonly BackedUpView[] })[] },
  passphrase: Passphrase,
  scryptCost?: number,
): Promise<AsyncIterable<Uint8Array>> {
  const { Encrypter, Stanza } = await import('age-encryption')
  await nextTurn()
  const header = Header.parse({
    format: 'patchbay-backup',
    ...manifest,
    entries: { count: entries.chunks.length, sha256: entries.sha256 },
    workspaces: manifest.workspaces.map((one, index) => {
      const { sha256, views } = workspaces[index] ?? {}
      return { ...one, views, sha256 }
    }),
  })
  const first = Buffer.from(`${JSON.stringify(header)}\n`)
  const all = [first, ...entries.chunks, ...workspaces.flatMap(({ chunks }) => chunks)]
  const encrypter = new Encrypter()
  encrypter.addRecipient(agePassphraseRecipient(passphrase, Stanza, scryptCost))
  return encrypter.encrypt(streamOf(all))
}

/** A Blob would copy everything before the first byte is read. */
function streamOf(chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  const rest = chunks.values()
  return new ReadableStream({
    pull: (controller) => {
      const { value, done } = rest.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
  })
}
