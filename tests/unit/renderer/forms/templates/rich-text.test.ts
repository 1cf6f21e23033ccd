import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decodeEntities,
  parseRichText,
  plainText,
  safeHref,
  type RichNode,
} from '../../../../../src/renderer/forms/templates/rich-text.ts'
import { computing } from '../../../../helpers/computing.ts'

const ALLOWED = ['a', 'b', 'strong', 'i', 'em', 'code', 'br', 'p', 'ul', 'ol', 'li']
const pieces = [
  ...[
    '<a href="https://x.example/">',
    "<a href='javascript:alert(1)'>",
    '<a href=//x>',
    '<A HREF="HTTPS://X">',
    '</a>',
  ],
  ...['<script>', '</script>', '<img src=x onerror=alert(1)>', '<svg onload=x>', '</svg>', '<iframe src="https://x">'],
  ...[
    '<p>',
    '</p>',
    '<ul>',
    '<li>',
    '</ul>',
    '<ol>',
    '<b>',
    '</b>',
    '<code>',
    '<br/>',
    '<!--',
    '-->',
    '<',
    '>',
    '"',
    "'",
    '`',
  ],
  ...['&lt;', '&#106;', '&amp;', '&#x0;', 'href=', 'java\tscript:', 'text', ' ', '\n'],
]
const markup = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 8 })), { maxLength: 40 })
  .map((parts) => parts.join(''))

/** What is wrong with a tree: each entry names an element that must not be there. */
function wrongIn(nodes: RichNode[], parents: string[] = []): string[] {
  return nodes.flatMap((node) => {
    if (typeof node === 'string') return []
    const { tag, href, children } = node
    const parent = parents.at(-1) ?? ''
    const isRight =
      ALLOWED.includes(tag) &&
      Object.keys(node).every((key) => ['tag', 'href', 'children'].includes(key)) &&
      (tag === 'a') === (href !== undefined) &&
      (href === undefined || new URL(href).protocol === 'https:') &&
      !(tag === 'a' && parents.includes('a')) &&
      (tag === 'li') === ['ul', 'ol'].includes(parent) &&
      !(tag === 'p' && parents.some((above) => !['ul', 'ol', 'li'].includes(above)))
    return [...(isRight ? [] : [`${parents.join('>')}>${tag} ${href ?? ''}`]), ...wrongIn(children, [...parents, tag])]
  })
}

describe('parseRichText', () => {
  test('keeps the harmless elements with their text', () => {
    expect(parseRichText('Use <b>this</b> or <a href="https://x.example/a?b=1&amp;c=2" onclick="x">that</a>.')).toEqual(
      [
        'Use ',
        { tag: 'b', children: ['this'] },
        ' or ',
        { tag: 'a', href: 'https://x.example/a?b=1&c=2', children: ['that'] },
        '.',
      ],
    )
  })

  test('drops other elements but keeps their text, except of those that hold no text', () => {
    expect(plainText('<div>a<script>alert(1)</script><font color="red">b</font></div>')).toBe('ab')
  })

  test('keeps the text of a link whose address is not https', () => {
    expect(parseRichText('<a href="javascript:alert(1)">x</a> <a href="http://x.example">y</a>')).toEqual([
      'x',
      ' ',
      'y',
    ])
  })

  test('takes comparisons as text', () => {
    expect(plainText('0 < x && x > 1')).toBe('0 < x && x > 1')
  })

  test('ends a paragraph and a list item where HTML would', () => {
    expect(parseRichText('<p>a<p>b<ul><li>c<li>d</ul>')).toEqual([
      { tag: 'p', children: ['a'] },
      { tag: 'p', children: ['b'] },
      {
        tag: 'ul',
        children: [
          { tag: 'li', children: ['c'] },
          { tag: 'li', children: ['d'] },
        ],
      },
    ])
  })

  test('shows what stands between backticks as code', () => {
    expect(parseRichText('see `a.b`')).toEqual(['see ', { tag: 'code', children: ['a.b'] }])
  })

  test('never makes another element, another address or a nesting that HTML does not know', () => {
    fc.assert(
      fc.property(markup, (text) => {
        expect(wrongIn(parseRichText(text))).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  test('is held to the rules by a check that finds what breaks them', () => {
    expect(wrongIn([{ tag: 'a', href: 'http://x', children: [{ tag: 'p', children: [] }] }])).toHaveLength(2)
  })

  test('shows text without tags and entities as it is', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/[<&`]/.test(text)),
        (text) => {
          expect(parseRichText(text).join('')).toBe(text)
        },
      ),
    )
  })

  test('reads hostile text in little time', () => {
    const took = computing(() => {
      for (const piece of ['<a "', '<!--', '<a <a ', '&', '<p><ul><li>', '`']) parseRichText(piece.repeat(50_000))
    })
    expect(took).toBeLessThan(2000)
  })
})

describe('decodeEntities', () => {
  test('decodes named and numbered entities and leaves the rest', () => {
    expect(decodeEntities('&lt;&AMP;&#65;&#x42;&nosuch;&#xD800;&#0;')).toBe('<&AB&nosuch;&#xD800;&#0;')
  })
})

describe('safeHref', () => {
  test('answers null for whatever is not an https address', () => {
    for (const address of ['http://x', 'ftp://x', '//x', 'data:text/html,x', ' java\nscript:x', 'https:', 'https://']) {
      expect(safeHref(` href="${address}"`)).toBeNull()
    }
  })
})
