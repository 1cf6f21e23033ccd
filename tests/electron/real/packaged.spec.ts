import { expect, test } from './desktop.ts'
import { cannotDriveNative, nativeWindow } from './native.ts'

test('a packaged program that is started without its sandbox says so and opens nothing', async ({ desktop }) => {
  test.skip(cannotDriveNative !== false, cannotDriveNative || '')
  const program = desktop.run({ args: ['--no-sandbox'], env: { PATCHBAY_TEST_RESOURCES: desktop.at('resources') } })
  const box = await nativeWindow(program, /^Error$/)
  expect(program.notes('showErrorBox')).toMatchObject([
    { title: 'Patchbay cannot start', content: expect.stringContaining('does not let it have the sandbox') },
  ])
  box.press('Return')
  expect(await program.ended).toBe(1)
})
