import { expect, test } from 'vitest'
import { plainText } from '../../../../../src/renderer/forms/templates/rich-text.ts'
import { withMarkdown } from '../../../../../src/renderer/forms/templates/markdown.ts'

test.each([
  ['bold', 'Pick **one** of them', 'Pick <b>one</b> of them'],
  ['a link', 'See [the docs](https://a.example/b)', 'See <a href="https://a.example/b">the docs</a>'],
  ['a list', 'Either:\n- one\n- **two**\n\nThen', '<p>Either:</p><ul><li>one</li><li><b>two</b></li></ul><p>Then</p>'],
  ['numbers', '1. a\n2. b\n   more', '<ol><li>a</li><li>b more</li></ol>'],
  ['paragraphs', 'a\nb\n\nc', '<p>a b</p><p>c</p>'],
  ['code', 'Use `**/*.ts` and **that**', 'Use `**/*.ts` and <b>that</b>'],
])('%s is written as HTML', (_what, text, html) => expect(withMarkdown(text)).toBe(html))

test.each([
  ['a plain text', 'Between 2 * 3 and snake_case_names [optional]'],
  ['a link that is no https address', '[x](javascript:alert(1)) and [y](http://a.example)'],
  ['stars around nothing', '** and ** a ** b'],
])('%s stays as it is', (_what, text) => expect(withMarkdown(text)).toBe(text))

test('the words alone are left where no links can be', () => {
  expect(plainText('**Bold** [link](https://a.example)\n\n- one\n- two')).toContain('Bold link')
})
