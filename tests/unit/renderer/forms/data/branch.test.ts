import { describe, expect, test } from 'vitest'
import { createFormStore } from '../../../../../src/renderer/forms/data/form-store.ts'
import { branchOf } from '../../../../../src/renderer/forms/data/branch.ts'
import { metaOf } from '../../../../../src/renderer/forms/schema/form-node.ts'

const text = { type: 'string' }
const secret = { type: 'string', writeOnly: true }
const group = (properties: object, required: string[] = []) => ({ type: 'object', properties, required })
const way = (kind: string, properties: object) => group({ kind: { const: kind }, ...properties }, ['kind'])

const open = (login: object, config: object, secrets: string[] = []) =>
  createFormStore({
    schemas: { configSchema: group({ login, name: text }), authSchema: {} },
    config: config as Record<string, unknown>,
    secrets: secrets.map((path) => ({ path, isSet: true, updatedAt: null })),
    isNew: false,
  })

const branchIn = (form: ReturnType<typeof open>, data: unknown) => {
  const node = form.root.properties?.['config']?.properties?.['login']
  return node && branchOf(metaOf(node), data)
}

const login = { oneOf: [way('key', { api_key: secret }), way('basic', { user: text, password: secret })] }

describe('what is stored and fits no branch', () => {
  test.each([[{ kind: 'other', user: 'me' }], ['text'], [[1]]])('%j is in no branch, and stays as it is', (value) => {
    const form = open(login, { login: value })
    expect(branchIn(form, value)).toBe(-1)
    form.change('new', ['config', 'name'])
    expect(form.value().config).toEqual({ login: value, name: 'new' })
  })

  test('a group beside null is no choice', () => {
    const form = open({ anyOf: [group({ user: text }), { type: 'null' }] }, { login: { user: 'me' } })
    expect(form.root.properties?.['config']?.properties?.['login']).toMatchObject({ 'x-form': { kind: 'group' } })
  })
})

test('a branch that some value names by one of several names is the one', () => {
  const listed = {
    oneOf: [
      group({ mode: { enum: ['push', 'stream'] }, a: text }),
      group({ mode: { enum: ['pull', 'poll'] }, b: text }),
    ],
  }
  expect(branchIn(open(listed, {}), { mode: 'poll', a: 'x' })).toBe(1)
})

test('a branch whose values are all secret is found by what is stored, and its fields can be changed', () => {
  const secrets = {
    oneOf: [
      group({ a: secret, note: text }, ['a']),
      group({ b: secret, more: { type: 'object', properties: { c: text } } }, ['b']),
    ],
  }
  const form = open(secrets, {}, ['config.login.b'])
  form.change('x', ['config', 'login', 'more', 'c'])
  expect(form.value().config).toEqual({ login: { more: { c: 'x' } } })
  expect(form.value().secrets.clear).toEqual([])
})

test('a stored secret that decides a condition is never cleared for it, as nobody knows its value', () => {
  const authSchema = {
    ...group({ method: { enum: ['token', 'password'], writeOnly: true } }),
    if: { properties: { method: { const: 'token' } } },
    then: { properties: { token: secret } },
    else: { properties: { password: secret } },
  }
  for (const stored of ['auth.token', 'auth.password']) {
    const form = createFormStore({
      schemas: { configSchema: {}, authSchema },
      config: {},
      secrets: ['auth.method', stored].map((path) => ({ path, isSet: true, updatedAt: null })),
    })
    expect(form.value().secrets).toEqual({ set: {}, clear: [] })
  }
})

test('a secret is one by every mark that main knows, and by any branch', () => {
  const configSchema = group({
    password: { ...text, format: 'password' },
    keys: { type: 'array', items: { ...text, airbyte_secret: true } },
    login: { oneOf: [way('key', { key: secret }), way('open', { key: text })] },
  })
  const form = createFormStore({ schemas: { configSchema, authSchema: group({ id: text }) }, config: {}, secrets: [] })
  const kinds = (side: string) =>
    Object.values(form.root.properties?.[side]?.properties ?? {}).map((node) => metaOf(node).kind)
  expect([kinds('config'), kinds('auth')]).toEqual([['secret', 'secret', 'choice'], ['secret']])
  const { branches } = metaOf(form.root.properties?.['config']?.properties?.['login'])
  expect(branches.map(({ node }) => metaOf(node.properties?.['key']).kind)).toEqual(['secret', 'secret'])
})
