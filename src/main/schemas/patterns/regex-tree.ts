/** A regular expression as far as its running time depends on it. */
export type Tree =
  | { kind: 'set'; source: string }
  | { kind: 'all'; parts: Tree[] }
  | { kind: 'either'; options: Tree[] }
  | { kind: 'repeat'; body: Tree; min: number; max: number }

/** What a pattern matches, and apart from it what each lookaround in it matches. */
export interface ParsedPattern {
  tree: Tree
  lookarounds: Tree[]
}

const NOTHING: Tree = { kind: 'all', parts: [] }
const ANY = '[^]'
const GROUP = /\((?:\?(?:<?[=!]|<[^>=!][^>]*>|[a-z-]*:))?/y
const ESCAPE = /\\(?:u\{[0-9A-Fa-f]+\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|c[A-Za-z]|[pP]\{[^}]*\}|k<[^>]*>|[1-9]\d*|[^])/uy
const CLASS = /\[(?:\\[^]|[^\\\]])*\]/uy
const QUANTIFIER = /(?:[*+?]|\{(\d+)(,(\d*))?\})\??/y
const CHARACTER = /[^]/uy

/** Reads the source of a regular expression that is known to compile. */
export function parsePattern(source: string): ParsedPattern {
  const lookarounds: Tree[] = []
  let at = 0

  const take = (token: RegExp): RegExpExecArray | undefined => {
    token.lastIndex = at
    const match = token.exec(source)
    if (match) at = token.lastIndex
    return match ?? undefined
  }

  const either = (): Tree => {
    const options = [sequence()]
    while (source[at] === '|') {
      at++
      options.push(sequence())
    }
    return options.length === 1 ? (options[0] as Tree) : { kind: 'either', options }
  }

  const sequence = (): Tree => {
    const parts: Tree[] = []
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(quantified(atom()))
    return { kind: 'all', parts }
  }

  const quantified = (body: Tree): Tree => {
    const match = take(QUANTIFIER)
    if (!match) return body
    const [text, least, isRange, most] = match
    if (least !== undefined) {
      const min = Number(least)
      return { kind: 'repeat', body, min, max: isRange ? (most ? Number(most) : Infinity) : min }
    }
    return { kind: 'repeat', body, min: text[0] === '+' ? 1 : 0, max: text[0] === '?' ? 1 : Infinity }
  }

  const atom = (): Tree => {
    const group = take(GROUP)
    if (group) {
      const inner = either()
      at++
      if (!/[=!]$/.test(group[0])) return inner
      lookarounds.push(inner)
      return NOTHING
    }
    const escape = take(ESCAPE)?.[0]
    if (escape !== undefined) {
      if (/^\\[bB]$/.test(escape)) return NOTHING
      return { kind: 'set', source: /^\\(?:[1-9]|k<)/.test(escape) ? ANY : escape }
    }
    const one = (take(CLASS) ?? take(CHARACTER))?.[0] ?? ''
    if (one === '^' || one === '$') return NOTHING
    return { kind: 'set', source: /^[\]{}/]$/.test(one) ? `\\${one}` : one }
  }

  return { tree: either(), lookarounds }
}
