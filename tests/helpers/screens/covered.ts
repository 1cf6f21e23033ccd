import type { Locator } from '@playwright/test'

/** The names of the controls in `root` that something else covers once they have scrolled into view. */
export const coveredControls = (root: Locator): Promise<string[]> =>
  root.evaluate((element) => {
    const isCovered = (control: Element) => {
      control.scrollIntoView({ block: 'nearest' })
      const { left, top, width, height } = control.getBoundingClientRect()
      const hit = document.elementFromPoint(left + width / 2, top + height / 2)
      return !hit || !(control.contains(hit) || hit.contains(control) || hit.closest('label')?.contains(control))
    }
    return [...element.querySelectorAll<HTMLElement>('button, input, select, textarea, output, a[href], [tabindex]')]
      .filter((control) => control.checkVisibility({ visibilityProperty: true }) && control.offsetWidth > 1)
      .filter(isCovered)
      .map((control) => control.ariaLabel ?? control.textContent)
  })
