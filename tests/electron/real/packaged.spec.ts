import { join } from 'node:path'
import { extractAll } from '@electron/asar'
import { apiOfWindow } from '../../e2e/hosts/window-api.ts'
import { wordpress } from '../../helpers/samples.ts'
import { runBuild } from '../package/run-build.ts'
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

test('what is in the archive of a package opens its window, with its workers and its keychain', async ({ desktop }) => {
  test.skip(process.platform !== 'linux', 'the package that is put together here is the one for Linux')
  test.slow()
  runBuild(desktop.at('package'))
  const root = desktop.at('app')
  extractAll(join(desktop.at('package'), 'out', 'linux-unpacked', 'resources', 'app.asar'), root)
  const program = await desktop.start({ root })
  const api = apiOfWindow(program.page)
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  await expect(program.page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  // The schema is validated in a worker thread.
  const wrong = api.connectors.install({ workspaceId, ...wordpress, config: { site_url: 1 } })
  await expect(wrong).rejects.toMatchObject({ code: 'invalid' })
  expect(await api.connectors.install({ workspaceId, ...wordpress })).toMatchObject({ name: wordpress.name })
  expect(await api.keys.open({ workspaceId })).toMatchObject({ state: 'READY' })
  expect(await program.quit()).toBe(0)
})
