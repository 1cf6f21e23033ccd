import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { toHelpPage } from '../../build/help-pages.ts'
import { helpAt, type HelpPlace, ON_DIALOGS, ON_TABS } from '../../src/renderer/stores/places/help-places.ts'
import { type HelpNode, textOf } from '../../src/shared/text/help-page.ts'
import { errorReasons } from '../../src/shared/reasons/error-reasons.ts'
import { projectFiles } from '../architecture/source-files.ts'
import { projectPath } from '../helpers/paths.ts'

/** Every element of a page. */
const elements = (nodes: HelpNode[]): Exclude<HelpNode, string>[] =>
  nodes.flatMap((node) => (typeof node === 'string' ? [] : [node, ...elements(node.slice(2) as HelpNode[])]))

const documents = projectFiles()
  .filter(({ path }) => /^(?:docs\/(?:project\/)?[^/]+|SECURITY)\.md$/.test(path))
  .map(({ path, text }) => toHelpPage(path, text))
const byPath = new Map(documents.map((page) => [page.path, page]))

test('a document becomes elements: its title, headings with ids, links from the root, code as it is', () => {
  const page = toHelpPage('docs/x.md', '# X\n\nSee *[Y](y.md#to-do)*, `a < b` & more.\n\n## To do: all\n\n1. One\n')
  expect(page).toEqual({
    path: 'docs/x.md',
    title: 'X',
    body: [
      ['p', {}, 'See ', ['em', {}, ['a', { href: 'docs/y.md#to-do' }, 'Y']], ', ', ['code', {}, 'a < b'], ' & more.'],
      ['h2', { id: 'to-do-all' }, 'To do: all'],
      ['ol', {}, ['li', {}, 'One']],
    ],
  })
})

test('every document of the help is whole: each word of its text is there', () => {
  for (const page of documents) {
    const shown = page.body.map(textOf).join(' ')
    const words = readFileSync(projectPath(page.path), 'utf8').match(/(?<=^\| `)\w+(?=`)/gm) ?? []
    expect(words.filter((word) => !shown.includes(word))).toEqual([])
  }
})

test('a link within the help leads to a heading or row that is there', () => {
  const lost = documents.flatMap((page) =>
    elements(page.body).flatMap(([tag, { href = '' }]) => {
      const [path = '', anchor] = href.split('#')
      const target = byPath.get(path)
      if (tag !== 'a' || anchor === undefined || !target) return []
      const ids = elements(target.body).map(([, { id }]) => id)
      return ids.includes(anchor) ? [] : [`${page.path}: ${href}`]
    }),
  )
  expect(lost).toEqual([])
})

test('every reason of an error has a row that its link opens', () => {
  const ids = new Set(elements(byPath.get('docs/errors.md')?.body ?? []).map(([, { id }]) => id))
  expect(Object.keys(errorReasons).filter((reason) => !ids.has(reason))).toEqual([])
})

test('every document of the help is in its index', () => {
  const links = new Set(elements(byPath.get('docs/README.md')?.body ?? []).map(([, { href }]) => href))
  const missing = documents.map(({ path }) => path).filter((path) => !links.has(path) && !/README|how-to/.test(path))
  expect(missing).toEqual([])
})

test('every place that a tab, a dialog or a link of the screens opens the help at is there', () => {
  const links = projectFiles().flatMap(({ path, text }) =>
    path.startsWith('src/renderer/') ? [...text.matchAll(/<HelpLink to="([^"]+)"/g)].map(([, to = '']) => to) : [],
  )
  const places = [...Object.values(ON_TABS), ...Object.values(ON_DIALOGS), ...links].flatMap((place) => place ?? [])
  const isThere = ({ page, anchor }: HelpPlace) =>
    byPath.has(page) && (anchor === null || elements(byPath.get(page)?.body ?? []).some(([, { id }]) => id === anchor))
  expect(links.length).toBeGreaterThan(3)
  expect(places.filter((place) => !isThere(helpAt(place)))).toEqual([])
})
