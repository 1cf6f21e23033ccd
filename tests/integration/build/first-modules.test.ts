import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import firstModules from '../../../build/first-modules.json' with { type: 'json' }
import { modulesOf } from '../../../scripts/first-modules.ts'
import { wordpress } from '../../helpers/samples.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

test('a plain read evaluates neither zod nor drizzle, and little that is not in the pack for it', () => {
  using directory = temporaryDirectory()
  const file = (name: string, content: string) => {
    const path = join(directory.path, name)
    writeFileSync(path, content, { mode: 0o600 })
    return path
  }
  const environment = { PATCHBAY_PASSPHRASE_FILE: file('passphrase', 'correct horse battery staple') }
  const dataDir = ['--data-dir', join(directory.path, 'data')]
  modulesOf(['workspace', 'create', 'Acme', ...dataDir], environment)
  const config = file('config.json', JSON.stringify(wordpress.config))
  const auth = file('auth.json', JSON.stringify(wordpress.auth))
  const install = ['connector', 'install', wordpress.catalogKey, '--name', wordpress.name]
  modulesOf([...install, '--config', config, '--auth', auth, ...dataDir], environment)
  const modules = modulesOf(['connector', 'list', '--json', ...dataDir], environment)
  expect(modules.filter((name) => /node_modules\/(?:zod|drizzle-orm|ajv)\//.test(name))).toEqual([])
  // scripts/first-modules.ts notes them again.
  expect(modules.filter((name) => !firstModules.includes(name)).length).toBeLessThan(10)
  expect(modules.length).toBeGreaterThan(40)
})
