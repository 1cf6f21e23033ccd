import type { Page } from '@playwright/test'
import { expect, test } from '../program.ts'

/** The empty top bar, the line below it, and the page. */
const COLOURS = { light: ['#ffffff', '#e1e5ea', '#f6f7f9'], dark: ['#181b21', '#2b313b', '#101216'] }

/** The colours of all pixels of a picture. */
const coloursOf = (page: Page, png: Buffer) =>
  page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')
    context?.drawImage(image, 0, 0)
    const data = context?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray()
    const colours = new Set<string>()
    for (let at = 0; at < data.length; at += 4)
      colours.add(`#${[...data.slice(at, at + 3)].map((part) => part.toString(16).padStart(2, '0')).join('')}`)
    return [...colours]
  }, png.toString('base64'))

for (const scheme of ['light', 'dark'] as const)
  test(`in ${scheme} the window has its own colours before any script has run, and then shows the first card`, async ({
    browser,
    program,
  }) => {
    await program.api.workspaces.create({ name: 'Acme' })
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width: 320, height: 480 } })
    const page = await context.newPage()
    const script = Promise.withResolvers<void>()
    await page.route('**/*.js', async (route) => {
      await script.promise
      await route.continue()
    })
    // The script is held back, so the page has only the colours of its own style sheet.
    const opened = program.open(page, '/catalog')
    await page.waitForFunction(() => document.styleSheets.length > 0)
    expect(await coloursOf(await browser.newPage(), await page.screenshot())).toEqual(COLOURS[scheme])
    script.resolve()
    await opened
    await expect(page.getByRole('button', { name: 'Add LinkedIn' })).toBeVisible()
    await context.close()
  })

test('what changes after the first answers is on the first screen, although its scripts come later', async ({
  page,
  program: { api, open },
}) => {
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const [first, second] = await api.connectors.loadSamples({ workspaceId })
  const heading = (card = first) => page.getByRole('heading', { name: String(card?.name) })
  const script = Promise.withResolvers<void>()
  await page.route('**/assets/screens-*.js', async (route) => {
    await script.promise
    await route.continue()
  })
  const answer = page.waitForResponse('**/call/connectors.list')
  const opened = open(page)
  expect(await (await answer).text()).toContain(first?.name)
  await api.connectors.remove({ workspaceId, id: String(first?.id) })
  script.resolve()
  await opened
  await expect(heading(second)).toBeVisible()
  await expect(heading(first)).toBeHidden()
})

test('the list of the workspace in the address is asked for without waiting for other answers', async ({
  page,
  program: { api, open },
}) => {
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const [first] = await api.connectors.loadSamples({ workspaceId })
  const workspaces = Promise.withResolvers<void>()
  await page.route('**/call/workspaces.list', async (route) => {
    await workspaces.promise
    await route.continue()
  })
  const list = page.waitForResponse('**/call/connectors.list')
  const opened = open(page, `/w/${workspaceId}/installed`)
  expect(await (await list).text()).toContain(first?.name)
  workspaces.resolve()
  await opened
  await expect(page.getByRole('heading', { name: String(first?.name) })).toBeVisible()
})
