import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { MemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { createMemoryKeychain } from '../../helpers/keychains/memory-keychain.ts'
import { refusal } from '../../helpers/errors.ts'
import { byText, readSecrets, waitForKey } from '../../helpers/secrets.ts'
import { wordpress } from '../../helpers/samples.ts'
import { createTestApp, openTestStore, temporaryDirectory } from '../../helpers/test-app.ts'

const MANY = 130
const secretOf = (index: number) => `canary${String(index).padStart(18, '0')}`

/** A workspace on a real file with more connectors than one transaction re-encrypts; one of them is in the trash. */
async function createBench(directory: string, keychain: MemoryKeychain = createMemoryKeychain()) {
  const file = join(directory, 'patchbay.db')
  const start = () => createTestApp({ store: openTestStore(file), keychain })
  const bench = start()
  const { id: workspaceId } = await bench.api.workspaces.create({ name: 'Acme' })
  for (let index = 0; index < MANY; index += 1) {
    const auth = { username: 'editor', application_password: secretOf(index) }
    const { id } = await bench.api.connectors.install({ ...wordpress, workspaceId, name: `c${index}`, auth })
    if (index === 3) await bench.api.connectors.remove({ workspaceId, id })
  }
  return { ...bench, file, workspaceId, keychain, start }
}

const envelopes = ({ sqlite }: ReturnType<typeof openTestStore>) =>
  (sqlite.prepare('SELECT auth FROM connectors').pluck().all() as string[]).flatMap((auth) =>
    Object.values(JSON.parse(auth) as Record<string, { value: string }>).map(({ value }) => value),
  )
/** Those of which a part is anywhere in the database or its log; SQLite breaks long values up over its pages. */
function envelopesIn(file: string, all: string[]): string[] {
  const bytes = Buffer.concat([readFileSync(file), readFileSync(`${file}-wal`)])
  return all.filter((envelope) => [20, 150, 300].some((from) => bytes.includes(envelope.slice(from, from + 60))))
}
const expected = () => Array.from({ length: MANY }, (_, index) => secretOf(index)).toSorted(byText)

test('a rotation leaves every secret readable, and nothing of the old ciphertext in the database or its log', async () => {
  using directory = temporaryDirectory()
  const { api, app, file, store, keychain, workspaceId, start } = await createBench(directory.path)
  const old = envelopes(store)
  const seen: string[] = []
  app.changes.on(({ topic }) => seen.push(topic))
  expect(envelopesIn(file, old)).toHaveLength(old.length)

  expect(await api.keys.rotate({ workspaceId })).toMatchObject({ state: 'READY', olderVersions: 1, progress: null })
  expect(seen).toContain('keys')
  expect(envelopes(store).every((envelope) => envelope.startsWith('enc1:2:'))).toBe(true)
  expect(envelopesIn(file, envelopes(store))).toHaveLength(old.length)
  expect(envelopesIn(file, old)).toEqual([])
  // The person's own key has an entry, too.
  expect(keychain.entries.size).toBe(3)
  await app.close()

  // The old key goes at the next good start.
  const next = start()
  await next.api.keys.open({ workspaceId })
  expect(await waitForKey(next, workspaceId, ({ olderVersions }) => olderVersions === 0)).toMatchObject({
    state: 'READY',
  })
  expect(keychain.entries.size).toBe(2)
  await next.app.close()
  expect(await readSecrets(file, keychain, workspaceId)).toEqual(expected())
})

test('a rotation that was interrupted continues on its own once the key opens', async () => {
  using directory = temporaryDirectory()
  const { api, app, file, keychain, workspaceId, start } = await createBench(directory.path)
  const rotating = api.keys.rotate({ workspaceId })
  await new Promise<void>((resolve) => {
    app.changes.on(({ topic }) => topic === 'keys' && resolve())
  })
  await app.close()
  await rotating.catch(() => undefined)
  const halfway = openTestStore(file)
  const versions = new Set(envelopes(halfway).map((envelope) => envelope.split(':')[1]))
  halfway.close()
  expect(versions).toEqual(new Set(['1', '2']))

  const next = start()
  await next.api.keys.open({ workspaceId })
  await waitForKey(next, workspaceId, ({ olderVersions }) => olderVersions === 0)
  expect(envelopes(next.store).every((envelope) => envelope.startsWith('enc1:2:'))).toBe(true)
  await next.app.close()
  expect(await readSecrets(file, keychain, workspaceId)).toEqual(expected())
})

test('a key that is lost is given up only when asked for, and its secrets are then entered again', async () => {
  using directory = temporaryDirectory()
  const { app, keychain, workspaceId, start } = await createBench(directory.path)
  await app.close()
  const entries = [...keychain.entries]
  keychain.entries.clear()
  const next = start()
  expect((await next.api.keys.open({ workspaceId })).state).toBe('LOST')
  expect(await refusal(next.api.keys.rotate({ workspaceId }))).toMatchObject({ code: 'locked', reason: 'lost' })
  expect(await next.api.keys.rotate({ workspaceId, startOver: true })).toMatchObject({
    state: 'READY',
    olderVersions: 1,
    unreadable: MANY - 1,
  })
  await next.app.close()

  // The old entry turns up again: what was not entered again can be read once more.
  for (const [account, value] of entries) keychain.entries.set(account, value)
  const program = start()
  await program.api.keys.open({ workspaceId })
  expect(await waitForKey(program, workspaceId, ({ olderVersions }) => olderVersions === 0)).toMatchObject({
    unreadable: 0,
  })
  await program.app.close()
})
