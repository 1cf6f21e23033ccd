import { expect, type Locator } from '@playwright/test'

/** Presses Tab until an element has the focus. */
export async function tabTo(element: Locator): Promise<void> {
  await expect(element).toBeVisible()
  for (let count = 0; count < 40; count++) {
    if (await element.evaluate((node) => node === document.activeElement)) return
    await element.page().keyboard.press('Tab')
  }
  await expect(element).toBeFocused()
}
