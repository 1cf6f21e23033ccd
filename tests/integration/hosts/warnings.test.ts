import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createCli, WAYS } from '../../helpers/cli.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'

test.for(WAYS)('a command warns of a synchronised data directory on standard error alone, in %s', async (where) => {
  using directory = temporaryDirectory()
  const { run, runIn, dataDir } = createCli(directory.path)
  expect((await run(['workspace', 'create', 'Acme'])).err).toBe('')
  // What Syncthing keeps at the top of each of its folders.
  mkdirSync(join(dataDir, '.stfolder'))
  await using _holder = await runIn(where)
  const { out, err, code } = await run(['workspace', 'list', '--json'])
  expect([code, JSON.parse(out)]).toMatchObject([0, [{ name: 'Acme' }]])
  expect(err).toMatch(/^Warning: the data directory is synchronised with other places, .* Move the directory out of/)
  expect((await run(['catalog', 'lint', join(directory.path, 'passphrase')])).err).not.toContain('Warning')
})
