import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { MARKS } from '../../../../../src/main/schemas/lint/marks.ts'
import { object, text } from '../../../../fixtures/schemas/case.ts'
import { projectPath } from '../../../../helpers/paths.ts'
import { lintSchema, schemasOf } from '../support.ts'

/** A field that carries a mark, as its tool writes it. */
function marked(at: string, value: unknown): Record<string, unknown> {
  const [name = '', ...inner] = at.split('.')
  return { [name]: inner.length === 0 ? value : marked(inner.join('.'), value) }
}

const fieldOf = (mark: Record<string, unknown>) => {
  const schema = object({ field: { ...text, title: 'Phrase', ...mark } })
  const { secrets, verdict } = lintSchema(schema)
  const { properties } = schemasOf(schema).configSchema as { properties: { field: object } }
  return { field: properties.field, secrets, verdict }
}

describe('each mark of another tool', () => {
  test.each(MARKS.filter(({ means }) => means === 'secret'))('$at: $is makes a secret', ({ at, is }) => {
    expect(fieldOf(marked(at, is))).toMatchObject({ secrets: ['config.field'], verdict: 'ok' })
    expect(fieldOf(marked(at, is === true ? false : 'text')).secrets).toEqual([])
  })

  test.each(MARKS.filter(({ means }) => means !== 'secret'))('$at: $is makes a field $means', ({ at, is, means }) => {
    const keyword = means === 'hidden' ? 'airbyte_hidden' : 'multiline'
    expect(fieldOf(marked(at, is))).toMatchObject({ field: { [keyword]: true }, secrets: [] })
  })

  test('is in the catalog reference with its source', () => {
    const page = readFileSync(projectPath('docs/catalog-reference.md'), 'utf8')
    for (const { at, is, source } of MARKS) {
      const row = page.split('\n').find((line) => line.includes(`\`${at}\``) && line.includes(`\`${is}\``))
      expect(row, `${at}: ${is}`).toContain(source)
    }
  })
})

test('a mark in a list, a component and a branch counts, and one that is a name of a property does not', () => {
  const schema = object(
    {
      a: { ...text, 'x-descriptors': ['urn:alm:descriptor:text', 'urn:alm:descriptor:com.tectonic.ui:password'] },
      b: { ...text, 'x-component': 'Input.Password' },
      secret: { type: 'boolean' },
      kind: text,
    },
    {
      dependencies: {
        kind: { oneOf: [{ properties: { kind: { const: 'x' }, c: { ...text, 'ui:widget': 'password' } } }] },
      },
    },
  )
  expect(lintSchema(schema)).toMatchObject({ verdict: 'ok', secrets: ['config.a', 'config.b', 'config.c'] })
})
