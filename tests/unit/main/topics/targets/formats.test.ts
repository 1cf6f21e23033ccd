import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { type TargetText, writerOf } from '../../../../../src/main/topics/targets/formats.ts'
import type { TargetFormat } from '../../../../../src/shared/limits.ts'

const ORIGIN = { workspaces: [{ id: 'w1', name: 'Acme: "the" first\u2028' }], exportedAt: '2026-03-01T09:00:00.000Z' }

const targets = fc.array(
  fc.record({
    id: fc.uuid(),
    name: fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('=1+1', '+x', '-x', '@x', '\tx', 'a,"b"\r\nc', '\u0085'),
    ),
    catalog_key: fc.stringMatching(/^[a-z]{1,8}$/),
    capabilities: fc
      .record({ publish: fc.constant(true), text: fc.string({ unit: 'binary' }) })
      .map((value) => JSON.stringify(value)),
  }),
)
const write = (format: TargetFormat, list: readonly TargetText[], origin: typeof ORIGIN | null = null) => {
  const writer = writerOf(format, origin)
  return writer.begin() + list.map((one) => writer.add(one)).join('') + writer.end()
}
const valuesOf = (list: readonly TargetText[]) =>
  list.map(({ capabilities, ...texts }) => ({ ...texts, capabilities: JSON.parse(capabilities) as unknown }))

/** The rows of CSV as RFC 4180 has it. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}

describe('any targets', () => {
  test('come back from JSON, NDJSON and YAML as they were', () => {
    fc.assert(
      fc.property(targets, (list) => {
        const values = valuesOf(list)
        expect(JSON.parse(write('json', list))).toEqual(values)
        const lines = write('ndjson', list).split('\n').slice(0, -1)
        expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(values)
        expect(parseYaml(write('yaml', list))).toEqual(values)
      }),
    )
  })

  test('come back from CSV, where no field is a formula for a spreadsheet', () => {
    fc.assert(
      fc.property(targets, (list) => {
        const [header, ...rows] = parseCsv(write('csv', list))
        expect(header).toEqual(['id', 'name', 'catalog_key', 'capabilities'])
        expect(rows.flat().filter((field) => /^[=+\-@\t\r\n]/.test(field))).toEqual([])
        const asRead = rows.map(([id, name = '', key, capabilities]) => [id, name, key, capabilities])
        expect(asRead).toEqual(
          list.map(({ id, name, catalog_key, capabilities }) => [
            ...[id, /^[=+\-@\t\r\n]/.test(name) ? `'${name}` : name],
            ...[catalog_key, capabilities],
          ]),
        )
      }),
    )
  })

  test.each(['json', 'yaml'] as const)('stand in an envelope of %s with their number and digest', (format) => {
    fc.assert(
      fc.property(targets, (list) => {
        const text = write(format, list, ORIGIN)
        const {
          targets: inside,
          sha256,
          ...head
        } = (format === 'json' ? JSON.parse(text) : parseYaml(text)) as {
          targets: unknown[]
          sha256: string
        }
        expect(head).toEqual({ format: 'patchbay-publish-targets', version: 1, ...ORIGIN, count: list.length })
        expect(inside).toEqual(valuesOf(list))
        const lines = inside.map((one) => `${JSON.stringify(one)}\n`).join('')
        expect(sha256).toBe(createHash('sha256').update(lines).digest('hex'))
      }),
    )
  })
})

test.each([
  ['json', '[]\n'],
  ['ndjson', ''],
  ['csv', 'id,name,catalog_key,capabilities\r\n'],
  ['yaml', '[]\n'],
] as const)('no targets are an empty list in %s', (format, text) => {
  expect(write(format, [])).toBe(text)
})
