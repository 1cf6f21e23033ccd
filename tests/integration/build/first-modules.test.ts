import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeExampleData } from '../../../build/example-data.ts'
import firstModules from '../../../build/first-modules.json' with { type: 'json' }
import { modulesOf } from '../../../scripts/first-modules.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

test('a plain read evaluates neither zod nor drizzle, and little that is not in the pack for it', async () => {
  using directory = temporaryDirectory()
  const dataDir = join(directory.path, 'data')
  await writeExampleData(dataDir)
  const modules = modulesOf(['connector', 'list', '--json', '--data-dir', dataDir])
  expect(modules.filter((name) => /node_modules\/(?:zod|drizzle-orm|ajv)\//.test(name))).toEqual([])
  // scripts/first-modules.ts notes them again.
  expect(modules.filter((name) => !firstModules.includes(name)).length).toBeLessThan(10)
  expect(modules.length).toBeGreaterThan(40)
})
