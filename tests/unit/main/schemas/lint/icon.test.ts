import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readIcon } from '../../../../../src/main/schemas/lint/icon.ts'
import { sanitizeSvg } from '../../../../../src/main/schemas/lint/svg.ts'
import { computing } from '../../../../helpers/computing.ts'

const NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
const path = '<path d="M0 0h9v9z" fill="#0a0"/>'
const svg = (inner: string) => `<svg viewBox="0 0 9 9">${inner}</svg>`
const kept = (inner: string) => `<svg ${NS} viewBox="0 0 9 9">${inner}</svg>`

describe('a drawing', () => {
  test.each([
    ['a path', path, path],
    [
      'a gradient by its id',
      '<linearGradient id="a"/><path fill="url(#a)"/>',
      '<linearGradient id="a"/><path fill="url(#a)"/>',
    ],
    ['rules of style', '<style>.a{fill:#fff}</style>', '<style>.a{fill:#fff}</style>'],
    ['a use within it', '<use xlink:href="#a"/>', '<use xlink:href="#a"/>'],
    ['a title', '<title>A &amp; B</title>', '<title>A &amp; B</title>'],
    ['a script', `<script>alert(1)</script>${path}`, path],
    ['handlers', '<path onload="alert(1)" OnClick="x" d="M0 0"/>', '<path d="M0 0"/>'],
    ['foreign content', `<foreignObject><p>x</p><script/></foreignObject>${path}`, path],
    ['a link', `<a href="https://x.example"><path/></a>${path}`, path],
    ['a picture from elsewhere', `<image href="https://x.example/a.png"/>${path}`, path],
    ['a use from elsewhere', '<use href="https://x.example/a.svg#b"/>', '<use/>'],
    ['a style that leads outside', '<style>@import "https://x.example"</style>', '<style></style>'],
    ['a fill from elsewhere', '<path fill="url(https://x.example/a#b)"/>', '<path/>'],
    ['a hidden address', '<path fill="u&#114;l(https://x.example)"/>', '<path/>'],
    ['a script in an attribute', '<path d="javascript:alert(1)"/>', '<path/>'],
    ['an animation', `<animate attributeName="href" to="javascript:x"/>${path}`, path],
    ['a comment and CDATA', `<!-- x --><style><![CDATA[.a{fill:red}]]></style>`, '<style>.a{fill:red}</style>'],
  ])('with %s keeps what draws', (_what, source, expected) => {
    expect(sanitizeSvg(svg(source))).toBe(kept(expected))
  })

  test.each([
    ['no drawing', '<p>x</p>'],
    ['an element that is not closed', '<svg><g></svg>'],
    ['an entity of its own', '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'],
    ['an entity in an attribute', '<svg><path d="&a;"/></svg>'],
    ['text around it', 'x<svg/>'],
    ['two drawings', '<svg/><svg/>'],
    ['a broken tag', '<svg><path d=M0/></svg>'],
    ['nothing', ''],
  ])('that is %s is none', (_what, source) => expect(sanitizeSvg(source)).toBeNull())

  test('is rebuilt in time that grows with it, and what comes out says the same a second time', () => {
    const pieces = fc.constantFrom(
      '<svg>',
      '</svg>',
      '<g>',
      '</g>',
      '<path d="x"/>',
      '<script>',
      '</script>',
      '<a href="',
      '"',
      '>',
      '<',
      '&amp;',
      'x',
      ' on="',
      '<!--',
      '-->',
      '<style>',
      '</style>',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const once = sanitizeSvg(`<svg>${parts.join('')}</svg>`)
        if (once === null) return
        expect(sanitizeSvg(once)).toBe(once)
        expect(once).not.toMatch(/<script|<a |\son\w*=/i)
      }),
    )
    for (const text of [
      '<svg '.repeat(10_000),
      `<svg>${'<g>'.repeat(10_000)}`,
      `<svg ${'a="'.repeat(10_000)}`,
      '<!--'.repeat(10_000),
    ])
      expect(computing(() => sanitizeSvg(text))).toBeLessThan(500)
  })
})

test('an icon is a name, an SVG or a PNG of at most 64 KiB', () => {
  const png = Buffer.alloc(60)
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(png)
  png.write('IHDR', 12, 'latin1')
  png.writeUInt32BE(32, 16)
  png.writeUInt32BE(32, 20)
  const uri = (type: string, bytes: Buffer | string) =>
    `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`
  const drawn = uri('svg+xml', kept(path))
  expect(readIcon('brand-x')).toBe('brand-x')
  expect(readIcon(uri('svg+xml', svg(path)))).toBe(drawn)
  expect(readIcon(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg(path))}`)).toBe(drawn)
  expect(readIcon(`<?xml version="1.0"?>\n${svg(path)}`)).toBe(drawn)
  expect(readIcon(uri('png', png))).toBe(uri('png', png))
  const large = Buffer.concat([png, Buffer.alloc(64 * 1024)])
  png.writeUInt32BE(100_000, 16)
  for (const none of [
    uri('png', large),
    uri('png', png),
    uri('png', 'GIF89a'),
    uri('gif', 'GIF89a'),
    'https://x.example/a.svg',
    'Brand X',
    'javascript:alert(1)',
    uri('svg+xml', svg(`<desc>${'x'.repeat(70_000)}</desc>`)),
  ])
    expect(readIcon(none)).toBeNull()
})

test('an icon with very many spaces is refused as fast as any other', () => {
  expect(computing(() => expect(readIcon(`data:image/png;base64,${' '.repeat(100_000)}!`)).toBeNull())).toBeLessThan(
    500,
  )
})
