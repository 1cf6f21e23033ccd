import type { Page } from '@playwright/test'
import { overflows } from '../../../helpers/screens/overflows.ts'
import { expect, test } from '../../program.ts'

const SIZES = [
  { width: 800, height: 600 },
  { width: 1280, height: 800 },
]
const PAGES = ['catalog', 'installed', 'activity', 'workspace'] as const

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

test('the walk sees a page that is too wide, text that is cut or stands out of its place, and a control outside', async ({
  page,
}) => {
  const find = async (html: string) => {
    await page.setContent(`<body style="margin:0">${html}</body>`)
    return (await overflows(page)).map((problem) => problem.split(':')[0])
  }
  const long = 'word'.repeat(20)
  expect(await find(`<button>Save</button><p>${'word '.repeat(900)}</p>`)).toEqual([])
  expect(await find(`<p style="width:90px;overflow:hidden;text-overflow:ellipsis">${long}</p>`)).toEqual([])
  expect(await find('<p style="width:3000px">wide</p>')).toEqual(['the page is 3000 wide'])
  expect(await find(`<p style="width:90px;overflow:hidden">${long}</p>`)).toEqual(['cut'])
  expect(await find(`<button style="width:90px"><span>${long}</span></button>`)).toEqual(['spills'])
  expect(await find(`<div role="dialog" style="width:90px"><p>${long}</p></div>`)).toEqual(['spills'])
  expect(await find('<button style="position:absolute;left:-50px">Save</button>')).toEqual(['outside'])
})
