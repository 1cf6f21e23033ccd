import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test as base } from 'vitest'
import type { AppApi } from '../../../src/contract/index.ts'
import { openAtomicFile } from '../../../src/main/platform/atomic-file.ts'
import { createMemoryKeychain } from '../keychains/memory-keychain.ts'
import { wordpress } from '../samples.ts'
import { createTestApp, openTestStore, temporaryDirectory, type TestApp } from '../test-app.ts'

export const PASSPHRASE = 'six words of a backup passphrase'

/** A program with one connector in one workspace, whose backups go to `backup.age`. */
async function startSource(directory: string) {
  const at = (name: string) => join(directory, name)
  /** Another program, on a database file of its own. */
  const startProgram = (name: string, keychain = createMemoryKeychain()) =>
    createTestApp({
      store: openTestStore(at(`${name}.db`)),
      keychain,
      host: { openExport: () => openAtomicFile(at('backup.age')) },
    })
  /** Hands a backup over in two pieces: the one that was made, unless another is given. */
  const upload = async (api: AppApi, bytes: Buffer = readFileSync(at('backup.age'))) => {
    const half = Math.ceil(bytes.length / 2)
    const first = await api.workspaceBackups.upload({ data: bytes.subarray(0, half).toString('base64') })
    return api.workspaceBackups.upload({ ...first, data: bytes.subarray(half).toString('base64') })
  }
  const program = startProgram('source')
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme', colour: 'teal' })
  const { id: connectorId } = await program.api.connectors.install({ workspaceId, ...wordpress, tags: ['blog'] })
  await program.api.connectors.activate({ workspaceId, id: connectorId })
  return {
    ...{ program, workspaceId, connectorId, at, startProgram, upload },
    create: () =>
      program.api.workspaceBackups.create({
        ...{ workspaceIds: [workspaceId], passphrase: PASSPHRASE },
        proof: { [workspaceId]: 'Acme' },
      }),
    /** Hands the backup that was made over and opens it. */
    open: async (api: AppApi) => {
      const { upload: id } = await upload(api)
      return { upload: id, manifest: await api.workspaceBackups.inspect({ upload: id, passphrase: PASSPHRASE }) }
    },
  }
}

type Source = Awaited<ReturnType<typeof startSource>>

/** Tests of backups, each with a program to make one of. */
export const test = base.extend<{ source: Source }>({
  // oxlint-disable-next-line no-empty-pattern -- Vitest reads from the pattern what a fixture needs.
  source: async ({}, use) => {
    using directory = temporaryDirectory()
    const source = await startSource(directory.path)
    await use(source)
    expect(source.program.reported).toEqual([])
    await source.program.app.close()
  },
})

/** The connectors of a program as they are stored. */
export const contentOf = ({ store }: TestApp) =>
  store.sqlite.prepare('SELECT id, name, config, auth FROM connectors').all()
