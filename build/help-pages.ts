import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { lexer, type Token, type Tokens } from 'marked'
import type { Plugin } from 'vite'
import type { HelpNode, HelpPage } from '../src/shared/text/help-page.ts'

/** What an import of a document as a page of the help ends in. */
const QUERY = '?help'

/** Makes `import page from './x.md?help'` a page of elements, so no Markdown is read in a window; `root` is that of the project. */
export const helpPages = (root: string): Plugin => ({
  name: 'patchbay-help-pages',
  enforce: 'pre',
  load(id) {
    if (!id.endsWith(`.md${QUERY}`)) return null
    const file = id.slice(0, -QUERY.length)
    this.addWatchFile(file)
    const path = relative(root, file).replaceAll('\\', '/')
    return `export default ${JSON.stringify(toHelpPage(path, readFileSync(file, 'utf8')))}`
  },
})

/** A document as a page; `path` is where it is, from the root of the project. */
export function toHelpPage(path: string, text: string): HelpPage {
  const tokens = lexer(text)
  const title = tokens.find((token) => token.type === 'heading')
  const body = tokens.filter((token) => token !== title).flatMap((token) => toNodes(token, path))
  return { path, title: title && 'text' in title ? String(title.text) : path, body }
}

/** The id that a heading has in a link, as code hosts make it. */
const anchorOf = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-')

const unescape = (text: string) =>
  text.replaceAll(
    /&(amp|lt|gt|quot|#39);/g,
    (_all, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? "'",
  )

function toNodes(token: Token, path: string): HelpNode[] {
  const inside = (tokens: Token[] | undefined) => (tokens ?? []).flatMap((each) => toNodes(each, path))
  switch (token.type) {
    case 'heading': {
      const { depth, text, tokens } = token as Tokens.Heading
      return [[depth <= 2 ? 'h2' : 'h3', { id: anchorOf(text) }, ...inside(tokens)]]
    }
    case 'paragraph':
      return [['p', {}, ...inside(token.tokens)]]
    case 'text':
      return 'tokens' in token && token.tokens ? inside(token.tokens) : [unescape((token as Tokens.Text).text)]
    case 'escape':
      return [(token as Tokens.Escape).text]
    case 'strong':
    case 'em':
      return [[token.type, {}, ...inside(token.tokens)]]
    case 'codespan':
      return [['code', {}, (token as Tokens.Codespan).text]]
    case 'code':
      return [['pre', {}, (token as Tokens.Code).text]]
    case 'br':
      return [['br', {}]]
    case 'link':
      return [['a', { href: addressOf((token as Tokens.Link).href, path) }, ...inside(token.tokens)]]
    case 'image': {
      const { href, text } = token as Tokens.Image
      return [['img', { src: href.replace(/^.*\//, ''), alt: text }]]
    }
    case 'list': {
      const { ordered, items } = token as Tokens.List
      return [[ordered ? 'ol' : 'ul', {}, ...items.map((item): HelpNode => ['li', {}, ...inside(item.tokens)])]]
    }
    case 'table':
      return [toTable(token as Tokens.Table, inside)]
    case 'space':
    case 'def':
    case 'html':
      return []
    default:
      throw new Error(`${path}: the help has no element for "${token.type}"`)
  }
}

/** A table whose rows can be linked to by what is in code in their first cell, such as the reason of an error. */
function toTable({ header, rows }: Tokens.Table, inside: (tokens: Token[]) => HelpNode[]): HelpNode {
  const cells = (tag: 'th' | 'td', row: Tokens.TableCell[]) =>
    row.map((cell): HelpNode => [tag, {}, ...inside(cell.tokens)])
  return [
    'table',
    {},
    ['tr', {}, ...cells('th', header)],
    ...rows.map((row): HelpNode => {
      const name = row[0]?.tokens[0]
      return ['tr', name?.type === 'codespan' ? { id: (name as Tokens.Codespan).text } : {}, ...cells('td', row)]
    }),
  ]
}

/** A link to another document as its path from the root, with its anchor; others as they are. */
function addressOf(href: string, path: string): string {
  if (/^[a-z]+:/.test(href)) return href
  const [file = '', anchor] = href.split('#')
  const target = file === '' ? path : join(dirname(path), file).replaceAll('\\', '/')
  return anchor === undefined ? target : `${target}#${anchor}`
}
