import { electronBinary } from './binary.ts'
import { expect, test } from '../../e2e/program.ts'

// The same specs as on the other hosts are left out with this one.
test.skip(electronBinary() === null, 'skipped: no Electron binary')

test('real Electron (skipped: no Electron binary, where it is missing) shows the screens and gives them the bridge alone', async ({
  page,
  program,
}) => {
  await program.open(page)
  const seen = await page.evaluate(() => ({
    bridge: Object.keys((globalThis as unknown as { patchbay: object }).patchbay).sort(),
    node: ['require', 'process', 'module', 'Buffer', 'electron'].filter((name) => name in globalThis),
    origin: location.origin,
  }))
  expect(seen).toEqual({ bridge: ['call', 'host', 'onChange'], node: [], origin: 'app://patchbay' })
})
