/** The line (from 1) of a place in JSON text, or of the nearest place around it that is there. */
export function lineOfPath(json: string, path: readonly string[]): number {
  const tokens = json.matchAll(/"(?:\\.|[^"\\])*"|[{}[\],:]|[^\s{}[\],:"]+/g)
  const wanted = [...path]
  let found = 0
  /** For each open object or array: the name or index of the value that is being read. */
  const open: { isArray: boolean; at: string }[] = []
  let key: string | null = null
  const isOnTheWay = () => open.length <= wanted.length && open.every(({ at }, depth) => at === wanted[depth])

  for (const { 0: token, index } of tokens) {
    const top = open.at(-1)
    if (token === ':' && top && !top.isArray && key !== null) {
      top.at = key
      if (isOnTheWay()) found = index
    } else if (token === '{' || token === '[') {
      open.push({ isArray: token === '[', at: token === '[' ? '0' : '' })
      if (token === '[' && isOnTheWay()) found = index
    } else if (token === '}' || token === ']') {
      open.pop()
    } else if (token === ',' && top?.isArray) {
      top.at = String(Number(top.at) + 1)
      if (isOnTheWay()) found = index
    }
    key = token.startsWith('"') ? nameOf(token) : null
  }
  return json.slice(0, found).split('\n').length
}

function nameOf(token: string): string {
  try {
    return String(JSON.parse(token))
  } catch {
    return token
  }
}
