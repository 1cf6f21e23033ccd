import { describe, expect, test } from 'vitest'
import { readChoice, isBlank } from '../../../src/shared/branches.ts'

const text = { type: 'string' }
const group = (properties: object, required: string[] = []) => ({ type: 'object', properties, required })
const way = (kind: unknown, properties: object, required: string[] = []) =>
  group({ kind: { const: kind }, ...properties }, ['kind', ...required])

const read = (...branches: object[]) => readChoice({}, branches as Record<string, unknown>[])

describe('a property that names the branch decides alone', () => {
  const choice = read(way('key', { api_key: text }), way('basic', { user: text, password: text }))

  test('whatever else is there', () => {
    expect(choice.branchesFor({ kind: 'key', user: 'me' }, ['password'])).toEqual([0])
    expect(choice.branchesFor({ kind: 'basic' })).toEqual([1])
  })

  test('and no branch is meant by a name that none of them has', () => {
    expect(choice.branchesFor({ kind: 'other', user: 'me' })).toEqual([])
  })

  test('also where each branch lists several names, or names its values', () => {
    const listed = read(
      group({ mode: { enum: ['push', 'stream'] } }),
      group({ mode: { oneOf: [{ const: 'pull' }, { const: 'poll' }] } }),
    )
    expect(listed.discriminator).toEqual({
      property: 'mode',
      values: [
        ['push', 'stream'],
        ['pull', 'poll'],
      ],
    })
    expect(listed.branchesFor({ mode: 'stream' })).toEqual([0])
    expect(listed.branchesFor({ mode: 'poll' })).toEqual([1])
  })

  test('also where null, a plain value or a rule for names stands beside the groups', () => {
    const beside = read({ type: 'null' }, way('a', {}), text, way('b', {}), { required: ['a'] })
    expect(beside.discriminator?.property).toBe('kind')
    expect(beside.branchesFor({ kind: 'b' })).toEqual([3])
    expect(beside.branchesFor(null)).toEqual([0, 4])
  })

  test('but not where one branch is open to any name', () => {
    expect(read(way('a', {}), way('b', {}), group({ kind: text })).discriminator).toBeUndefined()
    expect(read(way('a', {}), way('b', {}), { type: 'object' }).discriminator).toBeUndefined()
  })

  test('and where it is missing, names tell the branch', () => {
    expect(choice.branchesFor({ user: 'me' }, ['password'])).toEqual([1])
    expect(choice.branchesFor({}, ['kind', 'api_key'])[0]).toBe(0)
  })
})

describe('without such a property', () => {
  test('a fixed value of some branches comes before names', () => {
    const some = read(way('a', { x: text }), way('b', { y: text }), group({ kind: text, x: text, y: text }))
    expect(some.branchesFor({ kind: 'b', x: 'x', y: 'y' })).toEqual([1])
    expect(some.branchesFor({ kind: 'c', x: 'x', y: 'y' })[0]).toBe(2)
  })

  test('a fixed value of an earlier version does not hide the branch whose names are there', () => {
    expect(
      read(group({ url: text }), group({ version: { const: 2 }, host: text })).branchesFor({
        version: 1,
        host: 'h',
      })[0],
    ).toBe(1)
  })

  test('the branch that knows most of the names is meant, among equals that which has what it requires', () => {
    const loose = read(
      group({ host: text, port: text }),
      group({ url: text }),
      group({ host: text, key: text }, ['key']),
    )
    expect(loose.branchesFor({ host: 'h', port: 'p' })[0]).toBe(0)
    expect(loose.branchesFor({ url: 'u' })[0]).toBe(1)
    expect(loose.branchesFor({ host: 'h' }, ['key'])[0]).toBe(2)
    const either = read(group({ a: text, b: text }, ['a']), group({ a: text, b: text }, ['b']))
    expect(either.branchesFor({ b: 'x' })).toEqual([1])
  })

  test('a value may belong to each branch that has all that it requires', () => {
    expect(read(group({ a: text, c: text }), group({ b: text })).branchesFor({ a: '', c: '' }, ['b'])).toEqual([0, 1])
    expect(read(group({ a: text }), group({ b: text }, ['b'])).branchesFor({ a: '' })).toEqual([0])
  })

  test('a name whose value has another type tells less', () => {
    expect(read(group({ port: text }), group({ port: { type: 'integer' } })).branchesFor({ port: 80 })[0]).toBe(1)
  })

  test('names within branches of a branch, and those that its conditions add, are its own', () => {
    const nested = read(group({ host: text }), {
      oneOf: [group({ url: text }), group({ path: text })],
      if: {},
      then: group({ proxy: text }),
    })
    expect(nested.branchesFor({ path: 'p', proxy: 'x' })[0]).toBe(1)
  })
})

describe('by type', () => {
  test('a plain value belongs to the branches of its type, a group to none of them', () => {
    const mixed = read(text, { type: 'integer' }, { const: 'auto' }, group({ a: text }))
    expect(mixed.branchesFor('auto')).toEqual([0, 2])
    expect(mixed.branchesFor(5)).toEqual([1])
    expect(mixed.branchesFor({ b: 1 })).toEqual([3])
    expect(mixed.branchesFor([])).toEqual([])
  })

  test('a group beside null is no choice, so a wrong value is wrong in it', () => {
    const optional = read(group({ a: text }), { type: 'null' })
    expect(optional.branchesFor('text')).toEqual([0])
    expect(optional.branchesFor(null)).toEqual([1])
  })
})

test('nothing, null and an empty group tell no branch, unless a secret is stored there', () => {
  for (const value of [undefined, null, {}, { a: undefined }]) {
    expect(isBlank(value, [])).toBe(true)
    expect(isBlank(value, ['key'])).toBe(false)
  }
  for (const value of ['', 0, false, [], { a: null }]) expect(isBlank(value, [])).toBe(false)
})

test('references are followed, into themselves too', () => {
  const root = {
    definitions: {
      a: way('a', { inner: { $ref: '#/definitions/a' } }),
      b: { allOf: [{ $ref: '#/definitions/b' }, way('b', {})] },
    },
  }
  const choice = readChoice(root, [{ $ref: '#/definitions/a' }, { $ref: '#/definitions/b' }])
  expect(choice.branchesFor({ kind: 'b' })).toEqual([1])
})
