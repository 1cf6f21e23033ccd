import type { Locator } from '@playwright/test'
import { violationsInBothThemes } from '../../helpers/axe.ts'
import { wordpress } from '../../helpers/samples.ts'
import { expect, test } from '../program.ts'

test('every page is accessible in light and dark', async ({ page, program }) => {
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  await program.api.workspaces.create({ name: 'Globex' })
  const { id } = await program.api.connectors.install({ workspaceId, ...wordpress, tags: ['prod'] })
  await program.api.connectors.markError({ workspaceId, id, message: 'The password was refused' })
  await program.open(page, `/w/${workspaceId}/catalog`)
  const shown = {
    catalog: page.getByRole('heading', { name: 'WordPress' }),
    installed: page.getByRole('list', { name: 'Installed connectors' }),
    activity: page.getByText('created the workspace'),
    workspace: page.getByText('Trash: 0 connectors'),
  }
  for (const tab of ['catalog', 'installed', 'activity', 'workspace'] as const) {
    await page.getByRole('tab', { name: tab }).click()
    await expect(shown[tab]).toBeVisible()
    expect(await violationsInBothThemes(page)).toEqual([])
  }
  await page.keyboard.press('Control+0')
  await expect(page.getByRole('list', { name: 'Most urgent' })).toBeVisible()
  expect(await violationsInBothThemes(page)).toEqual([])
  await page.evaluate((path) => location.assign(path), `/w/${workspaceId}/nowhere`)
  await expect(page.getByText('There is no such page')).toBeVisible()
  expect(await violationsInBothThemes(page)).toEqual([])
})

test('a low window, as at 200 % zoom, scrolls to a list that shows something', async ({ page, program }) => {
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  await program.api.connectors.install({ workspaceId, ...wordpress })
  await program.open(page, `/w/${workspaceId}/catalog`)
  for (const [width, height] of [
    [320, 240],
    [400, 300],
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const [tab, list] of [
      ['catalog', 'Catalog entries'],
      ['installed', 'Installed connectors'],
    ] as const) {
      await page.getByRole('tab', { name: tab }).click()
      const cards = page.getByRole('list', { name: list })
      await expect(cards).toBeVisible()
      expect(await cards.evaluate((element) => element.parentElement?.clientHeight)).toBeGreaterThan(150)
      await cards.getByRole('button').first().scrollIntoViewIfNeeded()
      await expect(cards.getByRole('button').first()).toBeInViewport()
    }
  }
})

test('at 200 % zoom in a window of 1280x800, nothing scrolls sideways, and the panel has room for what it shows', async ({
  page,
  program,
}) => {
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  await program.api.connectors.install({ workspaceId, ...wordpress })
  await page.setViewportSize({ width: 640, height: 400 })
  await program.open(page, `/w/${workspaceId}/installed`)
  const isWide = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  for (const tab of ['catalog', 'activity', 'workspace', 'installed']) {
    await page.getByRole('tab', { name: tab }).click()
    expect(await isWide(), tab).toBe(false)
  }
  await page
    .getByRole('listitem')
    .first()
    .click({ position: { x: 8, y: 8 } })
  const panel = page.getByRole('complementary')
  for (const part of ['Overview', 'Settings', 'Secrets', 'Activity']) {
    await panel.getByRole('tab', { name: part }).click()
    const shown = panel.getByRole('tabpanel', { name: part })
    // All of it is laid out, and the panel scrolls around it.
    await expect.poll(() => shown.evaluate((body) => body.scrollHeight - body.clientHeight)).toBe(0)
    expect(await isWide(), part).toBe(false)
  }
  await panel.getByRole('button', { name: 'Configure…' }).scrollIntoViewIfNeeded()
  await expect(panel.getByRole('button', { name: 'Configure…' })).toBeInViewport()
})

test('with forced colours, what is chosen differs from what is not, and a status keeps its frame', async ({
  page,
  program,
}) => {
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  await program.api.connectors.install({ workspaceId, ...wordpress })
  await page.emulateMedia({ forcedColors: 'active' })
  await program.open(page, `/w/${workspaceId}/installed`)
  const styleOf = (locator: Locator, name: 'backgroundColor' | 'borderTopStyle' | 'outlineStyle') =>
    locator.evaluate((element, property) => getComputedStyle(element)[property], name)
  const tab = (name: string) => page.getByRole('tab', { name })
  expect(await styleOf(tab('Installed'), 'backgroundColor')).not.toBe(await styleOf(tab('Catalog'), 'backgroundColor'))
  const view = (name: string) => page.getByRole('button', { name, exact: true })
  expect(await styleOf(view('Cards'), 'backgroundColor')).not.toBe(await styleOf(view('Rows'), 'backgroundColor'))
  expect(await styleOf(page.locator('.status').first(), 'borderTopStyle')).toBe('solid')
  // What the arrow keys are at in the palette and in a menu.
  await page.keyboard.press('Control+k')
  const [first, second] = [page.getByRole('option').first(), page.getByRole('option').nth(1)]
  await expect.poll(() => styleOf(first, 'outlineStyle')).toBe('solid')
  expect(await styleOf(second, 'outlineStyle')).toBe('none')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Sort/ }).click()
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => styleOf(page.locator('[role=menuitemradio][data-highlighted]'), 'outlineStyle')).toBe('solid')
})
