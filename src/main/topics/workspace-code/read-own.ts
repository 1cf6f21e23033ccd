import { CodeConnector } from './code-connector.ts'
import { toYaml } from './yaml-text.ts'

type Json = Record<string, unknown>

/** A name, plain or as JSON, and the value of its line, if it has one. */
const MEMBER = /^(?:([A-Za-z_][A-Za-z0-9_.-]*)|("(?:[^"\\]|\\.)*")):(?: (.*))?$/

/**
 * Reads a file that is in the one spelling of an export, many times as fast as a parser of YAML; null for every other file,
 * which what is read must give again letter for letter.
 */
export function readOwn(text: string): CodeConnector | null {
  try {
    const lines = text.split('\n')
    // A file of a shared workspace names no schema for editors.
    const namesSchema = text.startsWith('#')
    const { value } = membersFrom(lines, namesSchema ? 1 : 0, '')
    const parsed = CodeConnector.safeParse(value)
    return parsed.success && toYaml(parsed.data, namesSchema ? {} : { schema: null }) === text ? parsed.data : null
  } catch (error) {
    // A value that is not JSON, so not from an export.
    if (error instanceof SyntaxError) return null
    throw error
  }
}

const valueOf = (text: string): unknown => JSON.parse(text) as unknown

/** The members from a line on that are indented so, and the line after them. */
function membersFrom(lines: readonly string[], start: number, indent: string): { value: Json; next: number } {
  const value: Json = {}
  const end = endOf(lines, start, indent)
  const dash = `${indent}  - `
  let at = start
  while (at < end) {
    const match = MEMBER.exec((lines[at] ?? '').slice(indent.length))
    if (!match) break
    const name = match[1] ?? String(valueOf(match[2] ?? ''))
    at += 1
    if (match[3] !== undefined) value[name] = valueOf(match[3])
    else if (lines[at]?.startsWith(dash)) {
      const items = lines.slice(at, endOf(lines, at, dash))
      value[name] = items.map((line) => valueOf(line.slice(dash.length)))
      at += items.length
    } else {
      const inner = membersFrom(lines, at, `${indent}  `)
      value[name] = inner.value
      at = inner.next
    }
  }
  return { value, next: at }
}

/** The first line from `start` on that does not begin so. */
function endOf(lines: readonly string[], start: number, beginning: string): number {
  for (let at = start; at < lines.length; at += 1) if (!lines[at]?.startsWith(beginning)) return at
  return lines.length
}
