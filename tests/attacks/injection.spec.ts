import { expect, type Page, test } from '@playwright/test'
import { startHostileProgram } from './hostile-program.ts'
import { VECTORS } from './vectors.ts'

const vectors = Object.values(VECTORS)

/** Notes every sign that markup became more than text. */
async function watch(page: Page, origin: string) {
  const signs: string[] = []
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => signs.push(`dialog ${dialog.message()}`)))
  page.on('request', (request) => request.url().startsWith(origin) || signs.push(`request ${request.url()}`))
  await page.exposeFunction('noteViolation', (what: string) => void signs.push(`violation ${what}`))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) =>
      (globalThis as unknown as { noteViolation(what: string): void }).noteViolation(`${violatedDirective} ${sample}`),
    )
  })
  return async () => {
    const state = await page.evaluate(() => ({
      attacked: 'attacked' in globalThis,
      elements: document.querySelectorAll('iframe, object, embed, base, body script, body link, [onload], [onerror]')
        .length,
    }))
    return { signs, ...state }
  }
}

const clean = { signs: [], attacked: false, elements: 0 }

for (const [name, markup] of Object.entries(VECTORS))
  test(`control: ${name} runs its script where nothing protects the page`, async ({ page }) => {
    await page.route('https://control.invalid/', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<!doctype html><body>"${markup}` }),
    )
    await page.goto('https://control.invalid/')
    await expect.poll(() => page.evaluate(() => 'attacked' in globalThis)).toBe(true)
  })

test('markup in catalog entries stays text on cards, in details and in forms', async ({ page }) => {
  test.slow()
  const program = await startHostileProgram(vectors)
  await program.api.workspaces.create({ name: 'Acme' })
  const seen = await watch(page, program.url)
  await page.goto(program.oneTimeUrl().replace('/#', '/catalog#'))
  const add = page.getByRole('button', { name: /^Add hostile-/ })
  await expect(add).toHaveCount(vectors.length)
  await expect(page.getByText(vectors[0] ?? '').first()).toBeVisible()
  for (let index = 0; index < vectors.length; index++) {
    await page.getByRole('button', { name: new RegExp(`^Add hostile-${index} `) }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByLabel('Name', { exact: true })).toBeVisible()
    expect([vectors[index], await seen()]).toEqual([vectors[index], clean])
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  }
  expect(await seen()).toEqual(clean)
  await program.close()
})

test('markup in names, tags, messages and values stays text wherever they are shown', async ({ page }) => {
  test.slow()
  const program = await startHostileProgram(vectors)
  const { api } = program
  const [first = ''] = vectors
  const { id: workspaceId } = await api.workspaces.create({ name: first })
  for (const [index, markup] of vectors.entries()) {
    const { id } = await api.connectors.install({
      workspaceId,
      catalogKey: `hostile-${index}`,
      name: `n${index} ${markup}`,
      config: { text: markup, group: { inner: markup } },
      tags: [markup.slice(0, 50)],
    })
    await api.connectors.markError({ workspaceId, id, message: markup })
  }
  const seen = await watch(page, program.url)
  await page.goto(program.oneTimeUrl().replace('/#', '/installed#'))
  await expect(page.getByRole('button', { name: /^Configure n\d/ })).toHaveCount(vectors.length)
  await expect(page.getByText(`n0 ${first}`).first()).toBeVisible()
  for (let index = 0; index < vectors.length; index++) {
    await page.getByRole('button', { name: new RegExp(`^Configure n${index} `) }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByLabel('Name', { exact: true })).toBeVisible()
    expect([vectors[index], await seen()]).toEqual([vectors[index], clean])
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  }
  // A toast repeats the name of what was changed.
  await page.getByRole('button', { name: /^(Activate|Deactivate) n0 / }).click()
  expect(await seen()).toEqual(clean)
  await program.close()
})
