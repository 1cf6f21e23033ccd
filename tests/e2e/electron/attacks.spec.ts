import { createHash } from 'node:crypto'
import { listStaticFiles } from '../../../src/main/hosts/static-files.ts'
import { createHostileBuild, expectPowerless } from '../../attacks/hostile-build.ts'
import { TRAVERSALS } from '../../attacks/traversal-payloads.ts'
import { resources } from '../../helpers/test-app.ts'
import { expect, test } from './program/desktop.ts'

test('a script inside the page of the desktop program can do nothing outside it', async ({ desktop }) => {
  test.slow()
  using build = await createHostileBuild()
  const program = await desktop.start({ root: build.root })
  await expectPowerless(program.page, build.elsewhere)
  expect(await program.quit()).toBe(0)
})

test('the app:// protocol serves no file outside the manifest', async ({ still: { electron } }) => {
  const files = [...listStaticFiles(resources.rendererDir).values()]
  const served = new Set(files.map((file) => createHash('sha256').update(file.read()).digest('hex')))
  const answers = await electron.evaluate(
    ({ session }, paths) =>
      Promise.all(
        paths.map(async (path) => {
          try {
            const response = await session.defaultSession.fetch(`app://patchbay${path}`)
            const digest = await crypto.subtle.digest('SHA-256', await response.arrayBuffer())
            return { path, status: response.status, hash: Buffer.from(digest).toString('hex') }
          } catch {
            // Some vectors are no URL at all.
            return { path, status: 400, hash: '' }
          }
        }),
      ),
    TRAVERSALS,
  )
  const isHarmless = ({ status, hash }: { status: number; hash: string }) =>
    status === 200 ? served.has(hash) : status >= 400 && status < 500
  expect(answers.filter((answer) => !isHarmless(answer))).toEqual([])
  expect(answers.filter(({ status }) => status === 404).length).toBeGreaterThan(0)
})
