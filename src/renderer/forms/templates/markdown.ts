const LINK = /\[([^[\]\n]{1,300})\]\((https:\/\/[^\s()<>"'`]{1,1000})\)/g
const BOLD = /\*\*(?=[^\s*])([^*\n]{0,300}[^\s*])\*\*/g
const BULLET = /^ {0,8}[-*•] +(?=\S)/
const NUMBER = /^ {0,8}\d{1,3}[.)] +(?=\S)/
const HAS_BLOCKS = /<(?:p|ul|ol|li|br)\b/i
const MAY_BE_MARKDOWN = /\*\*|\]\(|^ {0,8}(?:[-*•]|\d{1,3}[.)]) |\n[^\S\n]*\n/m

/**
 * Turns the bold words, links, lists and paragraphs of Markdown into HTML for `parseRichText`; code stays between its
 * backticks. Nothing is escaped here, because `parseRichText` keeps only harmless elements.
 */
export function withMarkdown(text: string): string {
  if (!MAY_BE_MARKDOWN.test(text)) return text
  return HAS_BLOCKS.test(text) ? inline(text) : blocks(text).map(write).join('')
}

/** Turns the links and bold words of a line into HTML, except between backticks. */
const inline = (text: string): string =>
  text
    .split(/(`[^`\n]+`)/)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(LINK, '<a href="$2">$1</a>').replace(BOLD, '<b>$1</b>')))
    .join('')

interface Block {
  tag: 'p' | 'ul' | 'ol'
  lines: string[]
}

/** The paragraphs and lists of a text; a line that starts neither continues the one above it. */
function blocks(text: string): Block[] {
  const all: Block[] = []
  let open: Block | null = null
  for (const line of text.split(/\r?\n/)) {
    const tag = BULLET.test(line) ? 'ul' : NUMBER.test(line) ? 'ol' : null
    if (line.trim() === '') open = null
    else if (tag !== null) {
      const last: Block | undefined = open ?? all.at(-1)
      if (last?.tag !== tag) all.push((open = { tag, lines: [] }))
      else open = last
      open.lines.push(line.replace(tag === 'ul' ? BULLET : NUMBER, ''))
    } else if (open) open.lines.push(`${open.lines.pop() ?? ''} ${line.trim()}`)
    else all.push((open = { tag: 'p', lines: [line.trim()] }))
  }
  return all
}

function write({ tag, lines }: Block, _at: number, all: readonly Block[]): string {
  const items = lines.map(inline)
  if (tag !== 'p') return `<${tag}>${items.map((item) => `<li>${item}</li>`).join('')}</${tag}>`
  return all.length === 1 ? items.join(' ') : `<p>${items.join(' ')}</p>`
}
