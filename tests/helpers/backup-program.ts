import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect } from 'vitest'
import type { AppApi } from '../../src/contract/index.ts'
import { openAtomicFile } from '../../src/main/files.ts'
import { createMemoryKeychain } from './memory-keychain.ts'
import { wordpress } from './samples.ts'
import { createTestApp, openTestStore, temporaryDirectory, type TestApp } from './test-app.ts'

export const PASSPHRASE = 'six words of a backup passphrase'

/** For every test a program with one connector, whose backups go to `backup.age`. */
export interface BackupProgram {
  readonly directory: string
  readonly program: TestApp
  readonly workspaceId: string
  readonly connectorId: string
  at(name: string): string
  /** Backs the workspace up. */
  create(): ReturnType<AppApi['workspaceBackups']['create']>
  /** Another program, on a database file of its own. */
  startProgram(name: string, keychain?: ReturnType<typeof createMemoryKeychain>): TestApp
  /** Hands a backup over in two pieces: the one that was made, unless another is given. */
  upload(api: AppApi, bytes?: Buffer): ReturnType<AppApi['workspaceBackups']['upload']>
  /** Hands a backup over and opens it. */
  open(api: AppApi): Promise<{ upload: string; manifest: Awaited<ReturnType<AppApi['workspaceBackups']['inspect']>> }>
}

export function useBackupProgram(): BackupProgram {
  let directory: ReturnType<typeof temporaryDirectory>
  let program: TestApp
  let workspaceId: string
  let connectorId: string
  const at = (name: string) => join(directory.path, name)
  const startProgram = (name: string, keychain = createMemoryKeychain()) =>
    createTestApp({
      store: openTestStore(at(`${name}.db`)),
      keychain,
      host: { openExport: () => openAtomicFile(at('backup.age')) },
    })
  const upload = async (api: AppApi, bytes: Buffer = readFileSync(at('backup.age'))) => {
    const half = Math.ceil(bytes.length / 2)
    const first = await api.workspaceBackups.upload({ data: bytes.subarray(0, half).toString('base64') })
    return api.workspaceBackups.upload({ ...first, data: bytes.subarray(half).toString('base64') })
  }

  beforeEach(async () => {
    directory = temporaryDirectory()
    program = startProgram('source')
    workspaceId = (await program.api.workspaces.create({ name: 'Acme', colour: 'teal' })).id
    const { id } = await program.api.connectors.install({ workspaceId, ...wordpress, tags: ['blog'] })
    connectorId = id
    await program.api.connectors.activate({ workspaceId, id })
  })
  afterEach(async () => {
    expect(program.reported).toEqual([])
    await program.app.close()
    directory[Symbol.dispose]()
  })

  return {
    get directory() {
      return directory.path
    },
    get program() {
      return program
    },
    get workspaceId() {
      return workspaceId
    },
    get connectorId() {
      return connectorId
    },
    at,
    create: () => program.api.workspaceBackups.create({ workspaceIds: [workspaceId], passphrase: PASSPHRASE }),
    startProgram,
    upload,
    open: async (api) => {
      const { upload: id } = await upload(api)
      return { upload: id, manifest: await api.workspaceBackups.inspect({ upload: id, passphrase: PASSPHRASE }) }
    },
  }
}

/** The connectors of a program as they are stored. */
export const contentOf = ({ store }: TestApp) =>
  store.sqlite.prepare('SELECT id, name, config, auth FROM connectors').all()
