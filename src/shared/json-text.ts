import { isKeptExactly } from './json.ts'
import { createScanner, type JSONVisitor, type Node, parseTree, visit } from 'jsonc-parser'

/** A place in a text, both counted from 1. */
export interface TextPlace {
  line: number
  column: number
}

const placeAt = (text: string, offset: number): TextPlace => {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 }
}

/**
 * Where a text that is no JSON breaks off, or its end. JSON.parse tells it for some mistakes only, and then quotes the
 * text, which may hold a secret.
 */
export function placeOfJsonError(json: string): TextPlace {
  let first = json.length
  const onError = (_code: number, offset: number) => {
    first = Math.min(first, offset)
  }
  visitWithinStack(json, { onError })
  return placeAt(json, first)
}

/** Visits JSON text up to where it is nested too deeply to be followed; what stood before is known then. */
function visitWithinStack(json: string, visitor: JSONVisitor): void {
  try {
    visit(json, visitor, { disallowComments: true })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
}

/** Where a place is in JSON text, or the nearest place around it that is there. */
export function placeOfPath(json: string, path: readonly string[]): TextPlace {
  let node = parseTree(json)
  let offset = node?.offset ?? 0
  for (const segment of path) {
    const member = node && memberOf(node, segment)
    if (!member) break
    offset = member.offset
    node = member.type === 'property' ? member.children?.[1] : member
  }
  return placeAt(json, offset)
}

/** The property or item of a node. Of a name that stands twice the last counts, as in JSON.parse. */
const memberOf = ({ type, children = [] }: Node, segment: string): Node | undefined =>
  type === 'array'
    ? children[Number(segment)]
    : children.findLast(({ children: [name] = [] }) => name?.value === segment)

export type TokenKind = 'key' | 'string' | 'number' | 'word' | 'mark' | 'wrong' | 'space'

export interface Token {
  kind: TokenKind
  text: string
  /** Where it begins in its line. */
  start: number
}

/** ScanError.None of the library, whose const enums cannot be named where types are only stripped. */
const NO_ERROR = 0

/** The kind of a whole token, which its first character decides. */
function kindOf(token: string): TokenKind {
  if (token.startsWith('"')) return 'string'
  if (/^[-0-9]/.test(token)) return 'number'
  if (/^[{}[\],:]/.test(token)) return 'mark'
  if (/^[ \t\r\n]/.test(token)) return 'space'
  return ['true', 'false', 'null'].includes(token) ? 'word' : 'wrong'
}

/** One line of JSON in parts of one kind each; together they are the line. */
export function tokensOf(line: string): Token[] {
  const tokens: Token[] = []
  const scanner = createScanner(line)
  let before: Token | undefined
  while (scanner.getPosition() < line.length) {
    scanner.scan()
    const start = scanner.getTokenOffset()
    const text = line.slice(start, scanner.getPosition())
    const error: number = scanner.getTokenError()
    const token: Token = { kind: error === NO_ERROR ? kindOf(text) : 'wrong', text, start }
    if (text === ':' && before?.kind === 'string') before.kind = 'key'
    if (token.kind !== 'space') before = token
    tokens.push(token)
  }
  return tokens
}

/** Whether a text can hold a number that is not kept exactly; most texts have no such digits. */
const MAY_BE_LONG = /\d[\d.]{15}|\d[eE][+-]?\d{2}/

/**
 * The numbers in JSON text that would become others when they are read, with their paths and places: those before the
 * first place that is nested too deeply to be followed, which no document may have.
 */
export function longNumbers(json: string): { path: string[]; place: TextPlace }[] {
  const numbers: { path: string[]; place: TextPlace }[] = []
  if (!MAY_BE_LONG.test(json)) return numbers
  visitWithinStack(json, {
    onLiteralValue: (value, offset, length, line, column, pathOf) => {
      if (typeof value !== 'number' || isKeptExactly(json.slice(offset, offset + length))) return
      numbers.push({ path: pathOf().map(String), place: { line: line + 1, column: column + 1 } })
    },
  })
  return numbers
}

/** Tokens of the scanner by their numbers, as its own names for them are gone once it is compiled. */
const TOKEN = {
  closeBrace: 2,
  closeBracket: 4,
  comma: 5,
  lineComment: 12,
  blockComment: 13,
  lineBreak: 14,
  space: 15,
  end: 17,
}

/** JSON text without comments and without commas before a closing bracket, each replaced by as many spaces. */
export function withoutComments(text: string): string {
  const scanner = createScanner(text)
  const holes: { start: number; end: number }[] = []
  let comma: number | null = null
  for (let token: number = scanner.scan(); token !== TOKEN.end; token = scanner.scan()) {
    const start = scanner.getTokenOffset()
    const end = start + scanner.getTokenLength()
    if (token === TOKEN.lineComment || token === TOKEN.blockComment) holes.push({ start, end })
    else if (token === TOKEN.comma) comma = start
    else if (token !== TOKEN.space && token !== TOKEN.lineBreak) {
      const isEnd = token === TOKEN.closeBrace || token === TOKEN.closeBracket
      if (comma !== null && isEnd) holes.push({ start: comma, end: comma + 1 })
      comma = null
    }
  }
  const parts: string[] = []
  let from = 0
  for (const { start, end } of holes.toSorted((a, b) => a.start - b.start)) {
    parts.push(text.slice(from, start), text.slice(start, end).replaceAll(/[^\n]/g, ' '))
    from = end
  }
  return parts.join('') + text.slice(from)
}
