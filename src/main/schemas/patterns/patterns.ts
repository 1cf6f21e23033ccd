import type { Place, Report } from '../../../shared/problems.ts'
import { isSlowPattern } from './regex-safety.ts'

/** A pattern that compiles and is fast enough, converted from other languages where that is plain; else undefined. */
export function repairPattern(source: string, place: Place, report: Report): string | undefined {
  const pattern = [fromOtherLanguage(source), source].find((one) => compiles(one))
  if (pattern === undefined) {
    report('bad_pattern', place, source)
    return undefined
  }
  if (isSlowPattern(pattern)) {
    report('slow_pattern', place, source)
    return undefined
  }
  if (pattern !== source) report('converted_pattern', place, source)
  return asUnicode(pattern)
}

function compiles(source: string, flags = ''): boolean {
  try {
    return Boolean(new RegExp(source, flags))
  } catch {
    return false
  }
}

/** POSIX classes, which JavaScript reads as a list of their letters, in ASCII as `LC_ALL=C` has them. */
const POSIX: Record<string, string> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  word: '\\w',
  xdigit: '0-9A-Fa-f',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  print: ' -~',
  graph: '!-~',
  cntrl: '\\x00-\\x1f\\x7f',
  ascii: '\\x00-\\x7f',
}

/** One class with whatever stands in it: `[[:alpha:]_-]`. */
const CLASS_WITH_POSIX = /\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]/g

const withoutPosix = (source: string): string =>
  source.replace(CLASS_WITH_POSIX, (characters) =>
    characters.replace(/\[:(\w+):\]/g, (whole, name: string) =>
      Object.hasOwn(POSIX, name) ? (POSIX[name] ?? whole) : whole,
    ),
  )

/** Without the delimiters and the words of Python and PCRE that JavaScript writes otherwise or reads as plain letters. */
function fromOtherLanguage(source: string): string {
  const [, flags = '', body = ''] =
    /^(?:\(\?([ims]+)\))?(.*)$/s.exec(withoutPosix(source).replace(/^\/(\^.*\$)\/$/s, '$1')) ?? []
  const renamed = body
    .replaceAll('(?P<', '(?<')
    .replace(/^\\A/, '^')
    .replace(/\\[zZ]$/, '$')
  const converted = flags === '' ? renamed : `(?${flags}:${renamed})`
  // Possessive quantifiers are an error in JavaScript; a greedy one accepts the same and more.
  return compiles(converted) ? converted : converted.replace(/([*+?}])\+/g, '$1')
}

/**
 * The pattern in the stricter Unicode syntax where only needless escapes and lone hyphens stand in the way, as not
 * every validator falls back to the older syntax.
 */
function asUnicode(source: string): string {
  if (compiles(source, 'u')) return source
  const escaped = source
    .replace(/\\([^\dA-Za-z^$\\.*+?()[\]{}|/-])/gu, '$1')
    .replace(/(\\[dwsDWS])-|-(?=\\[dwsDWS])/g, (_, before: string | undefined) => `${before ?? ''}\\-`)
    .replace(/([A-Za-z0-9]-[A-Za-z0-9])-/g, '$1\\-')
  return compiles(escaped, 'u') ? escaped : source
}
