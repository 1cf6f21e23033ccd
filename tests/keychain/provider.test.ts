import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { projectPath } from '../helpers/paths.ts'
import { temporaryDirectory } from '../helpers/test-app.ts'
import { hasSecretService } from './keyring-session.ts'

const hasTools = hasSecretService && spawnSync('dbus-send', ['--version']).error === undefined
if (!hasTools) console.log('skipped: no Secret Service or no dbus-send')

test.runIf(hasTools)(
  'the program behind the Secret Service is named with its version, and none where none runs',
  () => {
    using directory = temporaryDirectory()
    const find = (before: string) => {
      const script = `import { findKeychainProgram } from ${JSON.stringify(projectPath('src/main/secrets/keychain/provider.ts'))}
      console.log(JSON.stringify(await findKeychainProgram()))`
      const command = `${before}; exec '${process.execPath}' --input-type=module --eval "$SCRIPT"`
      const { stdout } = spawnSync('dbus-run-session', ['--', 'sh', '-c', command], {
        env: { PATH: process.env['PATH'], HOME: directory.path, XDG_RUNTIME_DIR: directory.path, SCRIPT: script },
        encoding: 'utf8',
      })
      return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as string | null
    }
    expect(find('printf x | gnome-keyring-daemon --unlock --components=secrets >/dev/null')).toMatch(
      /^gnome-keyring\D+\d+/,
    )
    expect(find('true')).toBeNull()
  },
)
