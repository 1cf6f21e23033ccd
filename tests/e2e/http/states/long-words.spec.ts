import type { Page } from '@playwright/test'
import { expect, test } from '../../program.ts'

const SIZES = [
  { width: 800, height: 600 },
  { width: 1280, height: 800 },
]
const PAGES = ['catalog', 'installed', 'activity', 'workspace'] as const

/** What is wider than its place: the page, text that is cut without an ellipsis, and controls outside of the window. */
const overflows = (page: Page) =>
  page.evaluate(() => {
    const nameOf = (element: Element) => `${element.tagName.toLowerCase()} "${element.textContent.slice(0, 60)}"`
    const ownText = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '')
    const isSeen = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && !element.closest('.sr-only')
    const all = [...document.body.querySelectorAll('*')].filter(isSeen)
    const cut = all.filter((element) => {
      const { overflowX, textOverflow } = getComputedStyle(element)
      return (
        ownText(element) &&
        overflowX !== 'visible' &&
        textOverflow === 'clip' &&
        element.scrollWidth > element.clientWidth + 1
      )
    })
    const outside = all.filter((element) => {
      const { left, right } = element.getBoundingClientRect()
      return element.matches('button, a, input, select') && (left < -1 || right > innerWidth + 1)
    })
    const { scrollWidth } = document.documentElement
    return [
      ...(scrollWidth > innerWidth ? [`the page is ${scrollWidth} wide`] : []),
      ...cut.map((element) => `cut: ${nameOf(element)}`),
      ...outside.map((element) => `outside: ${nameOf(element)}`),
    ]
  })

/** Words with a plain vowel, which the texts of this language have none of, apart from those that came from the program. */
async function plainWords(page: Page, replies: readonly string[]) {
  const words = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts = new Set<string>()
    while (walker.nextNode()) {
      const { parentElement: parent, textContent } = walker.currentNode
      if (parent?.checkVisibility({ visibilityProperty: true }) && !parent.closest('kbd, code, time, style, script'))
        texts.add((textContent ?? '').trim())
    }
    return [...texts].flatMap((text) => text.match(/[A-Za-z]*[aeiou][A-Za-z]*/g) ?? [])
  })
  return [...new Set(words)].filter(
    (word) => word.length > 2 && !replies.some((reply) => reply.includes(word.toLowerCase())),
  )
}

for (const locale of ['en-XA', 'ar-XB'])
  test(`every page has room for words that are longer by two fifths, and all of them are among the texts (${locale})`, async ({
    browser,
    program,
  }) => {
    const workspace = await program.api.workspaces.create({ name: 'Acme' })
    await program.api.connectors.loadSamples({ workspaceId: workspace.id })
    await using context = await browser.newContext({ locale, viewport: { width: 1280, height: 800 } })
    const page = await context.newPage()
    const replies: string[] = ['acme']
    page.on('response', (response) => {
      if (response.url().includes('/call/'))
        void response.text().then(
          (text) => replies.push(text.toLowerCase()),
          () => undefined,
        )
    })
    await program.open(page)
    await expect(page.getByRole('tab').first()).toBeVisible()
    const problems: string[] = []
    for (const path of [...PAGES.map((name) => `/w/${workspace.id}/${name}`), '/overview', '/settings'])
      for (const size of SIZES) {
        await page.setViewportSize(size)
        await page.goto(new URL(path, page.url()).href)
        await expect(page.getByRole('main')).toBeVisible()
        await expect(
          page.getByRole('main').getByRole('listitem').or(page.getByRole('main').getByRole('radio')).first(),
        ).toBeVisible()
        const name = `${path.split('/').at(-1)} ${size.width}`
        for (const problem of await overflows(page)) problems.push(`${name}: ${problem}`)
        if (locale === 'en-XA')
          for (const word of await plainWords(page, replies)) problems.push(`${name}: not a text: ${word}`)
      }
    expect(problems).toEqual([])
  })
