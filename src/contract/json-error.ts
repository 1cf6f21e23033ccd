/** One token of JSON with the space before it. */
const TOKEN = new RegExp(
  [
    String.raw`[ \t\n\r]*(?:`,
    String.raw`(?<text>"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")`,
    String.raw`|(?<plain>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)`,
    String.raw`|(?<mark>[{}[\],:]))`,
  ].join(''),
  'y',
)

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end'

/** The offset at which a text stops being JSON; its length where something is missing at its end. */
function offsetOfError(json: string): number {
  const token = new RegExp(TOKEN)
  const open: ('{' | '[')[] = []
  let expected: Expected = 'value'
  for (;;) {
    const start = token.lastIndex
    const wrong = () => start + (/^[ \t\n\r]*/.exec(json.slice(start))?.[0].length ?? 0)
    const found = token.exec(json)
    if (!found) return wrong()
    const { text, plain, mark } = found.groups ?? {}
    const inside = open.at(-1)
    const takesValue = expected === 'value' || expected === 'value or ]'
    if (text !== undefined && (expected === 'key' || expected === 'key or }')) expected = ':'
    else if ((text !== undefined || plain !== undefined) && takesValue) expected = ', or end'
    else if ((mark === '{' || mark === '[') && takesValue) {
      open.push(mark)
      expected = mark === '{' ? 'key or }' : 'value or ]'
    } else if (mark === ':' && expected === ':') expected = 'value'
    else if (mark === ',' && expected === ', or end' && inside) expected = inside === '{' ? 'key' : 'value'
    else if (mark === '}' && inside === '{' && (expected === ', or end' || expected === 'key or }')) {
      open.pop()
      expected = ', or end'
    } else if (mark === ']' && inside === '[' && (expected === ', or end' || expected === 'value or ]')) {
      open.pop()
      expected = ', or end'
    } else return wrong()
  }
}

/**
 * Where a text that is no JSON breaks off, counted from 1. JSON.parse tells it for some mistakes only, and then quotes
 * the text, which may hold a secret.
 */
export function placeOfJsonError(json: string): { line: number; column: number } {
  const before = json.slice(0, offsetOfError(json)).split('\n')
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 }
}
