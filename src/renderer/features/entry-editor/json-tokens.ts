export type TokenKind = 'key' | 'string' | 'number' | 'word' | 'mark' | 'wrong' | 'space'

export interface Token {
  kind: TokenKind
  text: string
  /** Where it begins in its line. */
  start: number
}

const TOKEN =
  /(?<key>"(?:\\.|[^"\\])*"(?=\s*:))|(?<string>"(?:\\.|[^"\\])*")|(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<word>\b(?:true|false|null)\b)|(?<mark>[{}[\],:]+)|(?<space>\s+)|(?<wrong>"[^"]*|[^\s{}[\],:"]+)/g

/** One line of JSON in parts of one colour each; together they are the line. */
export function tokensOf(line: string): Token[] {
  return [...line.matchAll(TOKEN)].map(({ 0: text, index: start, groups = {} }) => {
    const kind = Object.keys(groups).find((name) => groups[name] !== undefined) as TokenKind
    return { kind, text, start }
  })
}
