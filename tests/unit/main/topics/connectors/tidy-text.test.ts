import { expect, test } from 'vitest'
import { tidied } from '../../../../../src/main/topics/connectors/tidy-text.ts'
import { check } from '../../schemas/support.ts'
import { object, text } from '../../../../fixtures/schemas/case.ts'

const uri = { ...text, format: 'uri' }
const schema = object({
  site: uri,
  web: { ...text, pattern: '^https?://' },
  host: { ...text, format: 'hostname' },
  mail: { ...text, format: 'email' },
  sites: { type: 'array', items: uri },
  words: text,
  code: { ...text, pattern: '^ab' },
})

test('addresses are as they were meant, and every other text stays as it was typed', () => {
  const typed = {
    site: ' HTTPS://Example.com/A ',
    web: 'Http://a.example',
    host: '\tdb.example ',
    mail: ' a@b.example',
    sites: ['HTTPS://a.example', 'blog.example.com', 'blog.example.com:8443/wp?x'],
    words: ' HTTPS://a.example ',
    code: ' ab ',
    other: ' x ',
  }
  expect(tidied(schema, typed)).toEqual({
    ...typed,
    site: 'https://Example.com/A',
    web: 'http://a.example',
    host: 'db.example',
    mail: 'a@b.example',
    sites: ['https://a.example', 'https://blog.example.com', 'https://blog.example.com:8443/wp?x'],
  })
})

test('what may be text of another kind in a branch with the same name stays as it was typed', () => {
  const way = (kind: string, target: object) => object({ kind: { const: kind }, target, site: uri })
  const choice = object({ way: { oneOf: [way('web', uri), way('note', text)] }, either: { anyOf: [uri, text] } })
  const typed = { way: { kind: 'note', target: ' a ', site: ' HTTPS://a.example' }, either: ' HTTPS://b.example' }
  expect(tidied(choice, typed)).toEqual({ ...typed, way: { ...typed.way, site: 'https://a.example' } })
  const optional = object({ site: { anyOf: [uri, { type: 'null' }] } })
  expect(tidied(optional, { site: ' HTTPS://a.example' })).toEqual({ site: 'https://a.example' })
})

test('only a bare host is completed to an address', () => {
  for (const site of ['blog', 'localhost:80', 'me@blog.example', 'blog.example, x', 'ftp://a.example', 'a..b', ''])
    expect(tidied(schema, { site })).toEqual({ site })
})

test('hosts with letters of any script are addresses', () => {
  const fine = { site: 'https://müller.example/straße', host: 'bücher.example', mail: 'info@bücher.example' }
  expect(check(schema, fine)).toEqual({})
  const wrong = { site: 'müller', host: 'bü cher', mail: 'bücher' }
  expect(Object.keys(check(schema, wrong))).toEqual(['config.site', 'config.host', 'config.mail'])
})
