import { expect, test } from 'vitest'
import { isSlowPattern } from '../../src/main/schemas/patterns/regex-safety.ts'
import { type SourceFile, sourceFiles } from './source-files.ts'

/** A regular expression as it is written, after what cannot end a value: elsewhere the slash divides. */
const LITERAL =
  /(?<=[=(,:[!&|?{};+]\s*|\b(?:return|typeof|case|yield|await|of|in)\s+|=>\s*|^\s*)\/(?![/*])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuvy]*)/gm

interface Pattern {
  path: string
  source: string
  flags: string
}

const TEXT = /(String\.raw\s*)?(?:'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)"|`((?:\\.|[^`\\])*)`)/gs

/** A text as it is written, or several side by side; what a template puts in counts as a digit. */
const textOf = (code: string): string =>
  [...code.matchAll(TEXT)]
    .map(([, isRaw, single, double, template]) => {
      const written = (single ?? double ?? template ?? '').replace(/\$\{[^}]*\}/g, '9')
      return isRaw ? written : written.replace(/\\(.)/gs, '$1')
    })
    .join('')

/** A constructor of a regular expression, with its text or its list of texts, if it is written out. */
const CONSTRUCTOR = new RegExp(
  String.raw`\bRegExp\(\s*(?:(${TEXT.source})|(\[[^\]]*(?:\][^.][^\]]*)*\]\.join\(''\)))?`,
  'gs',
)

const constructorsIn = ({ path, text }: SourceFile): (Pattern | { path: string; source: null })[] =>
  [...text.matchAll(CONSTRUCTOR)].map((match) => {
    const code = match[1] ?? match.at(-1)
    return code === undefined ? { path, source: null } : { path, source: textOf(code), flags: '' }
  })

const patternsIn = (file: SourceFile): Pattern[] => [
  ...[...file.text.matchAll(LITERAL)].map(([, source = '', flags = '']) => ({ path: file.path, source, flags })),
  ...constructorsIn(file).filter((each) => each.source !== null),
]

const isRegExp = (source: string, flags: string) => {
  try {
    return new RegExp(source, flags) instanceof RegExp
  } catch {
    return false
  }
}

/** The patterns in the schemas of the built-in entries. */
const schemaPatterns = ({ path, text }: SourceFile) => {
  const patterns: { path: string; source: string; flags: string }[] = []
  JSON.parse(text, (name, value: unknown) => {
    if (name === 'pattern' && typeof value === 'string') patterns.push({ path, source: value, flags: 'u' })
    return value
  })
  return patterns
}

const patterns = [
  ...sourceFiles('src/**/*.{ts,tsx}').flatMap(patternsIn),
  ...sourceFiles('seeds/**/*.json').flatMap(schemaPatterns),
]

test('the patterns of the program are found', () => {
  expect(patterns.length).toBeGreaterThan(30)
  expect(patterns.filter(({ source, flags }) => !isRegExp(source, flags))).toEqual([])
  const planted = patternsIn({ path: 'planted.ts', text: 'const slow = /^(a+)+$/u.test(text) && 1 / 2 / 3' })
  expect(planted).toEqual([{ path: 'planted.ts', source: '^(a+)+$', flags: 'u' }])
  expect(schemaPatterns({ path: 'planted.json', text: '{"properties":{"a":{"pattern":"^(a+)+$"}}}' })).toEqual([
    { path: 'planted.json', source: '^(a+)+$', flags: 'u' },
  ])
  expect(patterns.some(({ path }) => path.endsWith('wordpress.json'))).toBe(true)
  expect(isSlowPattern('^(a+)+$')).toBe(true)
})

test('patterns that are put together from texts are found too', () => {
  for (const [code, source] of [
    [`new RegExp('^(a+)+$')`, '^(a+)+$'],
    [`RegExp("\\\\d+", 'u')`, String.raw`\d+`],
    ['new RegExp(`^a{0,${MAX - 1}}$`)', '^a{0,9}$'],
    ['new RegExp(String.raw`^\\s*$`)', String.raw`^\\s*$`.replace('\\\\', '\\')],
    ["new RegExp([String.raw`[ab]`, 'c]', `+`].join(''), 'y')", '[ab]c]+'],
  ] as const)
    expect(patternsIn({ path: 'planted.ts', text: code })).toEqual([{ path: 'planted.ts', source, flags: '' }])
})

test('a pattern that is not written out comes from a schema, whose patterns are checked', () => {
  const others = sourceFiles('src/**/*.{ts,tsx}')
    .flatMap(constructorsIn)
    .filter(({ source }) => source === null)
  const expected = [
    ...[
      'src/main/schemas/patterns/compile-pattern.ts',
      'src/main/schemas/patterns/compile-pattern.ts',
      'src/main/schemas/patterns/patterns.ts',
    ],
    'src/main/schemas/lint/repair.ts',
    'src/renderer/forms/data/entries.ts',
    'src/renderer/forms/widgets/date-widgets.tsx',
  ]
  expect(others.map(({ path }) => path).sort()).toEqual(expected.sort())
})

test('none of them takes time exponential in the length of a text', () => {
  expect(
    patterns.filter(({ source }) => isSlowPattern(source)).map(({ path, source }) => `${path}: ${source}`),
  ).toEqual([])
})
