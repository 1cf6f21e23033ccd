import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  changesElsewhere,
  type ConnectorState,
  secretsElsewhere,
} from '../../../../../src/renderer/features/connector-form/changes-elsewhere.ts'

const state = (more: Partial<ConnectorState> = {}): ConnectorState => ({
  ...{ name: 'Blog', tags: ['a'], description: '', colour: null, secretExpiresAt: null },
  config: { site: { url: 'https://a.example', port: 1 }, langs: ['en'] },
  ...more,
})

test('a field that only somebody else changed, and one that both changed, are listed with both values', () => {
  const mine = state({ name: 'Mine', config: { site: { url: 'https://mine.example', port: 1 }, langs: ['en'] } })
  const theirs = state({ tags: ['a', 'b'], config: { site: { url: 'https://theirs.example' }, langs: ['en', 'de'] } })
  expect(changesElsewhere(state(), mine, theirs)).toEqual([
    { path: 'tags', mine: ['a'], theirs: ['a', 'b'], isMine: false },
    { path: 'config.site.url', mine: 'https://mine.example', theirs: 'https://theirs.example', isMine: true },
    { path: 'config.langs', mine: ['en'], theirs: ['en', 'de'], isMine: false },
    { path: 'config.site.port', mine: 1, theirs: undefined, isMine: false },
  ])
  // What the form began with is not known after a restart, so every difference is one to decide.
  expect(changesElsewhere(null, mine, theirs).map(({ path, isMine }) => [path, isMine])).toEqual([
    ['name', true],
    ['tags', true],
    ['config.site.url', true],
    ['config.langs', true],
    ['config.site.port', true],
  ])
})

test('a secret that was set, cleared or set again since is listed, where that is known', () => {
  const secret = (path: string, updatedAt: string | null) => ({ path, isSet: updatedAt !== null, updatedAt })
  const before = [secret('auth.a', '1'), secret('auth.b', '1'), secret('auth.c', null), secret('auth.d', '1')]
  const after = [secret('auth.a', '2'), secret('auth.b', null), secret('auth.c', '2'), secret('auth.d', '1')]
  expect(secretsElsewhere(before, after)).toEqual(['auth.a', 'auth.b', 'auth.c'])
  expect(secretsElsewhere(null, after)).toEqual([])
})

const leaf = fc.oneof(fc.string({ maxLength: 3 }), fc.integer({ max: 3, min: 0 }), fc.constant(['x', 'y']))
const config = fc.record(
  { a: leaf, b: leaf, c: fc.record({ d: leaf, 'e.f': leaf }, { requiredKeys: [] }) },
  { requiredKeys: [] },
)
const states = config.map((one) => state({ config: one }))

test('a change of somebody else is listed unless the form has it already, and nothing else is', () => {
  fc.assert(
    fc.property(states, states, states, (base, mine, theirs) => {
      const fields = changesElsewhere(base, mine, theirs)
      expect(changesElsewhere(base, mine, base)).toEqual([])
      expect(changesElsewhere(base, theirs, theirs)).toEqual([])
      for (const { mine: own, theirs: other } of fields) expect(own).not.toEqual(other)
      // Somebody who typed nothing is offered exactly what has changed.
      expect(changesElsewhere(base, base, theirs).map(({ path }) => path)).toEqual(
        changesElsewhere(null, base, theirs).map(({ path }) => path),
      )
      expect(changesElsewhere(base, base, theirs).every(({ isMine }) => !isMine)).toBe(true)
    }),
  )
})
