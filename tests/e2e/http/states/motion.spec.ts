import type { Page } from '@playwright/test'
import { expect, test } from '../../program.ts'

/** Longer than this, in milliseconds, something is seen to move. */
const SEEN_MS = 10

/** Notes what moves from now on: animations and transitions that take longer than a moment, by the name of their element. */
const watchMotion = (page: Page) =>
  page.addInitScript((seen) => {
    const moved: string[] = []
    Object.assign(window, { moved })
    const note = () => {
      for (const animation of document.getAnimations()) {
        const { effect, timeline } = animation
        // What follows a scroll moves as much as the person scrolls.
        if (!(effect instanceof KeyframeEffect) || !(timeline instanceof DocumentTimeline)) continue
        const { duration = 0 } = effect.getTiming()
        const name = `${effect.target?.tagName} ${animation instanceof CSSAnimation ? animation.animationName : 'transition'}`
        if (Number(duration) > seen && !moved.includes(name)) moved.push(name)
      }
    }
    for (const event of ['animationstart', 'transitionrun']) document.addEventListener(event, note, true)
  }, SEEN_MS)

const SCREENS = ['catalog', 'installed', 'activity', 'workspace'] as const

for (const reducedMotion of ['reduce', 'no-preference'] as const)
  test(`pages, menus, dialogs, the panel and notices ${reducedMotion === 'reduce' ? 'stay still for who wants no motion' : 'move otherwise'}`, async ({
    page,
    program,
  }) => {
    const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
    await program.api.connectors.loadSamples({ workspaceId })
    await page.emulateMedia({ reducedMotion })
    await watchMotion(page)
    const moved: string[] = []
    const collect = async () =>
      moved.push(...(await page.evaluate(() => (window as unknown as { moved: string[] }).moved)))
    await program.open(page)
    for (const screen of SCREENS) {
      await page.goto(new URL(`/w/${workspaceId}/${screen}`, page.url()).href)
      await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible()
      await collect()
    }
    await page.goto(new URL(`/w/${workspaceId}/installed`, page.url()).href)
    await page.getByRole('button', { name: 'Workspace: Acme' }).click()
    await page.getByRole('menuitem', { name: 'New workspace…' }).hover()
    await page.keyboard.press('Escape')
    const card = page.getByRole('tabpanel').locator('[data-card="0"]')
    await card.click({ position: { x: 8, y: 8 } })
    await expect(page.getByRole('complementary')).toBeVisible()
    await page.keyboard.press('Escape')
    await card.getByRole('button', { name: /^Configure/ }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await card.getByRole('button', { name: /^Delete/ }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await expect(page.getByText(/deleted/).first()).toBeVisible()
    await collect()
    if (reducedMotion === 'reduce') expect(moved).toEqual([])
    else expect(moved).not.toEqual([])
  })
