import type { Page } from '@playwright/test'

/**
 * What is wider than its place: the page, text that is cut without an ellipsis, text that stands out of its button, row,
 * section or dialog, and controls outside of the window.
 */
export const overflows = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const nameOf = (element: Element) => `${element.tagName.toLowerCase()} "${element.textContent.slice(0, 60)}"`
    const textsOf = (element: Element) =>
      [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '')
    const isSeen = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && !element.closest('.sr-only')
    const all = [...document.body.querySelectorAll('*')].filter(isSeen)
    const withText = all.filter((element) => textsOf(element).length > 0)
    const clips = (element: Element) => getComputedStyle(element).overflowX !== 'visible'
    const cut = withText.filter(
      (element) =>
        clips(element) &&
        getComputedStyle(element).textOverflow === 'clip' &&
        element.scrollWidth > element.clientWidth + 1,
    )
    const isBeyond = ({ left, right }: DOMRect, edge: { left: number; right: number }) =>
      left < edge.left - 1 || right > edge.right + 1
    /** The box that a text belongs to; null where something on the way to it scrolls, or cuts what is too wide. */
    const frameOf = (element: Element | null): Element | null => {
      if (!element) return null
      const isFrame = element.matches('button, li, section, fieldset, [role=dialog], [role=alertdialog]')
      if (clips(element) && !isFrame) return null
      return isFrame ? element : frameOf(element.parentElement)
    }
    const spills = withText.filter((element) => {
      const frame = frameOf(element)
      return textsOf(element).some((node) => {
        const range = document.createRange()
        range.selectNodeContents(node)
        return frame !== null && isBeyond(range.getBoundingClientRect(), frame.getBoundingClientRect())
      })
    })
    const outside = all.filter(
      (element) =>
        element.matches('button, a, input, select') &&
        isBeyond(element.getBoundingClientRect(), { left: 0, right: innerWidth }),
    )
    const { scrollWidth } = document.documentElement
    return [
      ...(scrollWidth > innerWidth ? [`the page is ${scrollWidth} wide`] : []),
      ...cut.map((element) => `cut: ${nameOf(element)}`),
      ...spills.map((element) => `spills: ${nameOf(element)}`),
      ...outside.map((element) => `outside: ${nameOf(element)}`),
    ]
  })
