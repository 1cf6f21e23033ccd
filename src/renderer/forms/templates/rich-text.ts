import { withMarkdown } from './markdown.ts'

const BLOCKS = new Set(['p', 'ul', 'ol', 'li'])
const INLINE = new Set(['b', 'strong', 'i', 'em', 'code', 'a'])
const SKIPPED = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'math', 'title'])
const MAX_DEPTH = 12
// Limits the worst case of the tokenizer, which is quadratic in unclosed quotes, to milliseconds.
const MAX_LENGTH = 10_000
const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '©',
  reg: '®',
  trade: '™',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  rarr: '→',
}

export type RichTag = 'b' | 'strong' | 'i' | 'em' | 'code' | 'a' | 'br' | 'p' | 'ul' | 'ol' | 'li'
interface RichElement {
  tag: RichTag
  /** Set on `a` only; always an https address. */
  href?: string
  children: RichNode[]
}
export type RichNode = string | RichElement

/** Decodes the common entities of help texts; unknown ones stay unchanged. */
export function decodeEntities(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name) return ENTITIES[String(name).toLowerCase()] ?? whole
    const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole
  })
}

/** The address of a link when it is https, in its normal form; otherwise null. */
export function safeHref(attributes: string): string | null {
  const match = /(?:^|\s)href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(attributes)
  const address = decodeEntities(match?.[1] ?? match?.[2] ?? match?.[3] ?? '').trim()
  if (!/^https:\/\//i.test(address) || !URL.canParse(address)) return null
  const { protocol, href } = new URL(address)
  return protocol === 'https:' ? href : null
}

const TOKEN = /<!--[\s\S]*?-->|<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^'"<>])*)>/gi

/**
 * Parses help text that may contain untrusted HTML or Markdown. Only a few harmless elements are kept, links only with an
 * https address; every other tag is dropped but its text is kept.
 */
export function parseRichText(text: string): RichNode[] {
  const source = withMarkdown(text.slice(0, MAX_LENGTH))
  const root: RichNode[] = []
  const open: RichElement[] = []
  const add = (node: RichNode) => (open.at(-1)?.children ?? root).push(node)
  const addText = (piece: string) => {
    const nodes = withCode(piece)
    if (!isList(open.at(-1)?.tag)) nodes.forEach(add)
    else if (piece.trim() !== '') add({ tag: 'li', children: nodes })
  }
  let skipping = ''
  let from = 0
  for (const match of source.matchAll(TOKEN)) {
    const [whole, slash, name = '', attributes = ''] = match
    const tag = name.toLowerCase()
    if (skipping === '') addText(source.slice(from, match.index))
    from = match.index + whole.length
    if (skipping !== '') {
      if (slash && tag === skipping) skipping = ''
    } else if (slash) closeElement(open, tag)
    else if (SKIPPED.has(tag)) skipping = tag
    else if (tag === 'br') {
      if (!isList(open.at(-1)?.tag)) add({ tag, children: [] })
    } else if ((BLOCKS.has(tag) || INLINE.has(tag)) && open.length < MAX_DEPTH) {
      if (BLOCKS.has(tag)) closeImplied(open, tag)
      const element = openElement(tag as RichTag, attributes)
      if (!element || isMisplaced(element.tag, open)) continue
      add(element)
      open.push(element)
    }
  }
  if (skipping === '') addText(source.slice(from))
  return root
}

function openElement(tag: RichTag, attributes: string): RichElement | null {
  if (tag !== 'a') return { tag, children: [] }
  const href = safeHref(attributes)
  return href === null ? null : { tag, href, children: [] }
}

/** Splits text at backticks, which mark code in many help texts. */
const withCode = (piece: string): RichNode[] =>
  piece
    .split(/`([^`\n]+)`/)
    .map((part, at): RichNode =>
      at % 2 === 1 ? { tag: 'code', children: [decodeEntities(part)] } : decodeEntities(part),
    )
    .filter((node) => node !== '')

const isList = (tag: string | undefined) => tag === 'ul' || tag === 'ol'

/** Closes elements as HTML does: a block ends the paragraph before it, and a list item the item before it. */
function closeImplied(open: RichElement[], tag: string) {
  if (open.at(-1)?.tag === 'p') open.pop()
  if (tag !== 'li') return
  const item = open.findLastIndex((element) => element.tag === 'li')
  if (item > open.findLastIndex((element) => isList(element.tag))) open.length = item
}

/** Whether HTML forbids the nesting: a link in a link, a paragraph inside text, a list item outside a list. */
function isMisplaced(tag: RichTag, open: RichElement[]): boolean {
  const parent = open.at(-1)?.tag
  if (tag === 'li') return !isList(parent)
  if (isList(parent)) return true
  if (tag === 'a') return open.some((element) => element.tag === 'a')
  return BLOCKS.has(tag) && parent !== undefined && parent !== 'li'
}

function closeElement(open: RichElement[], tag: string) {
  const at = open.findLastIndex((element) => element.tag === tag)
  if (at >= 0) open.length = at
}

/** The plain text, for places that cannot contain links. */
export const plainText = (source: string): string => {
  const textOf = (node: RichNode): string =>
    typeof node === 'string' ? node : node.tag === 'br' ? ' ' : node.children.map(textOf).join('')
  return parseRichText(source).map(textOf).join('').replaceAll(/\s+/g, ' ').trim()
}
