/** What a drawing is made of; anything else is left out with all that is in it. */
const ELEMENTS = new Set(
  (
    'svg g path rect circle ellipse line polyline polygon defs clipPath mask linearGradient radialGradient stop use ' +
    'symbol title desc text tspan style pattern filter marker feGaussianBlur feOffset feBlend feColorMatrix feFlood ' +
    'feComposite feMerge feMergeNode feMorphology feDropShadow'
  ).split(' '),
)
const WITH_TEXT = new Set(['title', 'desc', 'text', 'tspan', 'style'])
const MAX_DEPTH = 100

const TOKEN =
  /<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|<\?[^]*?\?>|<!DOCTYPE[^>[]*>|<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g
const UNKNOWN_ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)/i
/** What would reach beyond the drawing, in an attribute or a rule of style. */
const OUTSIDE = /url\(\s*["']?(?!["']?#)|@import|javascript:|expression\(|https?:|\\/i

/**
 * A drawing rebuilt from the elements and attributes that draw, without scripts, handlers, foreign content and whatever
 * leads outside; null for what is no well-formed SVG.
 */
export function sanitizeSvg(source: string): string | null {
  const open: string[] = []
  let written = ''
  /** The depth at which an element stands that is left out with all that is in it. */
  let skippedAt = Infinity
  let from = 0
  const write = (text: string) => void (skippedAt === Infinity && (written += text))
  const writeText = (text: string): boolean => {
    const inside = open.at(-1)
    if (inside === undefined) return text.trim() === ''
    if (text.includes('<') || UNKNOWN_ENTITY.test(text)) return false
    if (WITH_TEXT.has(inside) && !(inside === 'style' && OUTSIDE.test(text))) write(text)
    return true
  }
  for (const match of source.replace(/^\uFEFF/, '').matchAll(TOKEN)) {
    const [whole, data, slash, name, attributes = '', isEmpty] = match
    if (!writeText(source.replace(/^\uFEFF/, '').slice(from, match.index))) return null
    from = match.index + whole.length
    if (data !== undefined && !writeText(data.replaceAll('&', '&amp;').replaceAll('<', '&lt;'))) return null
    if (name === undefined) continue
    if (slash) {
      if (open.pop() !== name) return null
      if (open.length === skippedAt) skippedAt = Infinity
      else write(`</${name}>`)
      continue
    }
    if ((open.length === 0 && (name !== 'svg' || written !== '')) || open.length > MAX_DEPTH) return null
    const kept = attributesOf(attributes)
    if (kept === null) return null
    if (!ELEMENTS.has(name) && skippedAt === Infinity && !isEmpty) skippedAt = open.length
    if (ELEMENTS.has(name)) write(`<${name}${withNamespace(name, open.length, kept)}${isEmpty ? '/' : ''}>`)
    if (!isEmpty) open.push(name)
  }
  const rest = source.replace(/^\uFEFF/, '').slice(from)
  return open.length === 0 && written.startsWith('<svg') && rest.trim() === '' ? written : null
}

/** The attributes that stay, written again; null for an entity that nobody declares. */
function attributesOf(text: string): string | null {
  let kept = ''
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE)) {
    const value = double ?? single ?? ''
    if (UNKNOWN_ENTITY.test(value)) return null
    if (/^on/i.test(name) || name.startsWith('xmlns') || (name.includes(':') && !/^xlink:href$|^xml:space$/.test(name)))
      continue
    const isReference = /(?:^|:)href$/i.test(name)
    if (isReference ? !/^#[\w.:-]+$/.test(value) : OUTSIDE.test(decoded(value))) continue
    kept += ` ${name}="${value.replaceAll('"', '&quot;')}"`
  }
  return kept
}

/** A value as a parser of XML reads it, in which nothing must hide. */
const decoded = (value: string): string =>
  value
    .replace(/&#(?:x([\da-f]{1,6})|(\d{1,7}));/gi, (_, hex: string | undefined, decimal: string) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : ' '
    })
    .replace(/&quot;|&apos;/g, '"')

const withNamespace = (name: string, depth: number, attributes: string): string =>
  name === 'svg' && depth === 0
    ? ` xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"${attributes}`
    : attributes
