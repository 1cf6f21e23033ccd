import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { ExportFile } from '../../../src/main/core/context.ts'
import type { MakeMirror } from '../../../src/main/topics/sharing/mirrors.ts'
import { createMemoryKeychain } from '../keychains/memory-keychain.ts'
import { createTestApp, type TestApp } from '../test-app.ts'

/** Runs stock git, without settings of the account. */
export const git = (...args: string[]): string =>
  execFileSync('git', args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
  })

/** An empty bare repository below a directory. */
export function bareRepository(directory: string, name = 'remote.git'): string {
  const path = join(directory, name)
  git('init', '--bare', '--quiet', path)
  return path
}

export interface Computer extends TestApp {
  /** What was written last into a file that was chosen. */
  written(): string
}

/** Somebody at a computer of their own, with data of their own. */
export function createComputer(directory: string, name: string, makeMirror?: MakeMirror): Computer {
  let text = ''
  const file: ExportFile = {
    path: '/tmp/invitation',
    write: (chunk) => Promise.resolve(void (text += String(chunk))),
    commit: () => Promise.resolve(),
    abort: () => Promise.resolve(),
  }
  const openExport = () => {
    text = ''
    return Promise.resolve(file)
  }
  const app = createTestApp({
    keychain: createMemoryKeychain(),
    identity: { id: name.toLowerCase(), name },
    host: { openExport },
    sharedDirectory: join(directory, name),
    ...(makeMirror && { makeMirror }),
  })
  return { ...app, written: () => text }
}

/** Has a person of another computer join a shared workspace. */
export async function joinShared(
  owner: Computer,
  other: Computer,
  { workspaceId, remote, role = 'admin' }: { workspaceId: string; remote: string; role?: 'owner' | 'admin' | 'member' },
): Promise<void> {
  const { identity } = await other.api.person.show({})
  await owner.api.members.invite({ workspaceId, role, identity: identity ?? '' })
  await other.api.sharing.join({ remote, invitation: owner.written() })
}
