import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createFormStore } from '../../../../../src/renderer/forms/data/form-store.ts'
import { fateOf } from '../../../../../src/renderer/forms/data/secrets.ts'
import { typedReference, typedSecret } from '../../../../../src/renderer/forms/data/typed-secret.ts'
import { secretInConfig } from '../../../../../src/renderer/forms/data/with-config.ts'

const text = { type: 'string' }
const secret = { type: 'string', writeOnly: true }
const object = (properties: object, required: string[] = []) => ({ type: 'object', properties, required })
const schemas = {
  configSchema: object({
    site: text,
    token: secret,
    proxy: object({ host: text, password: secret }),
    servers: { type: 'array', items: object({ host: text, key: secret }) },
    kind: {
      oneOf: [
        object({ type: { const: 'basic' }, user: text, password: secret }, ['type']),
        object({ type: { const: 'key' }, id: text, password: secret }, ['type']),
        object({ type: { const: 'none' } }, ['type']),
      ],
    },
  }) as Record<string, unknown>,
  authSchema: object({ pin: text }) as Record<string, unknown>,
}
const stored = (config: Record<string, unknown>, paths: readonly string[] = []) =>
  createFormStore({
    ...{ schemas, config, isNew: false },
    secrets: paths.map((path) => ({ path, isSet: true, updatedAt: null })),
  })

describe('a form whose config is written as a whole', () => {
  test('holds exactly that config, and typed secrets beside it', () => {
    const form = stored({ site: 'a', proxy: { host: 'b' } })
    form.change(typedSecret('hush'), ['config', 'token'])
    form.change(typedSecret('1234'), ['auth', 'pin'])
    form.change(typedSecret('pass'), ['config', 'proxy', 'password'])
    const start = form.snapshot()
    form.replaceConfig(start, { site: 'c', proxy: { host: 'd' }, more: 1 })
    expect(form.value()).toEqual({
      config: { site: 'c', proxy: { host: 'd' }, more: 1 },
      secrets: { set: { 'config.token': 'hush', 'auth.pin': '1234', 'config.proxy.password': 'pass' }, clear: [] },
    })
  })

  test('keeps a typed reference to a secret a reference', () => {
    const form = stored({ site: 'a' })
    form.change(typedReference('env:TOKEN'), ['config', 'token'])
    form.replaceConfig(form.snapshot(), { site: 'b' })
    expect(form.value().secrets).toEqual({ set: {}, clear: [], refer: { 'config.token': 'env:TOKEN' } })
  })

  test('is what it was once the first text is back, whatever was written in between', () => {
    const form = stored({ site: 'a', servers: [{ host: 'x' }, { host: 'y' }] }, [
      'config.servers.1.key',
      'config.token',
    ])
    form.change(typedSecret('typed'), ['config', 'servers', 0, 'key'])
    const [start, before] = [form.snapshot(), form.value()]
    form.replaceConfig(start, { servers: [{ host: 'y' }] })
    form.replaceConfig(start, {})
    form.replaceConfig(start, before.config)
    expect(form.value()).toEqual(before)
  })

  test('keeps a secret of the one item that is edited, and of those that are left where others are removed at the end', () => {
    const paths = ['config.servers.0.key', 'config.servers.1.key']
    const form = stored({ servers: [{ host: 'x' }, { host: 'y' }] }, paths)
    const start = form.snapshot()
    form.replaceConfig(start, { servers: [{ host: 'x' }, { host: 'new.example.com' }] })
    expect(form.value().secrets.clear).toEqual([])
    form.replaceConfig(start, { servers: [{ host: 'x' }] })
    expect(form.value().secrets.clear).toEqual(['config.servers.1.key'])
  })

  test.each([
    ['items change places', [{ host: 'y' }, { host: 'x' }]],
    ['the first item is removed', [{ host: 'y' }]],
    ['an item is put before them', [{ host: 'w' }, { host: 'x' }, { host: 'y' }]],
  ])('gives no stored or typed secret to another item where %s', (_, servers) => {
    const form = stored({ servers: [{ host: 'x' }, { host: 'y' }] }, ['config.servers.0.key'])
    form.change(typedSecret('typed'), ['config', 'servers', 1, 'key'])
    form.replaceConfig(form.snapshot(), { servers })
    expect(form.value()).toEqual({ config: { servers }, secrets: { set: {}, clear: ['config.servers.0.key'] } })
  })

  test('gives a secret to no item that only looks like its own', () => {
    const form = stored({ servers: [{}, {}] }, ['config.servers.0.key'])
    form.replaceConfig(form.snapshot(), { servers: [{}] })
    expect(form.value().secrets.clear).toEqual(['config.servers.0.key'])
  })

  test('leaves the secrets of a branch that is no longer chosen, and keeps them once it is', () => {
    const form = stored({ kind: { type: 'basic', user: 'u' } }, ['config.kind.password'])
    form.storedBranch(['config', 'kind'], 0)
    const start = form.snapshot()
    form.replaceConfig(start, { kind: { type: 'key', id: 'i' } })
    expect(form.value().secrets.clear).toEqual(['config.kind.password'])
    expect(fateOf(form.snapshot().secrets, ['config', 'kind', 'password'])).toBe('left')
    form.replaceConfig(start, { kind: { type: 'basic', user: 'other' } })
    expect(form.value().secrets.clear).toEqual([])
  })

  test('clears the secrets of a group that was removed', () => {
    const form = stored({ proxy: { host: 'b' } }, ['config.proxy.password'])
    form.replaceConfig(form.snapshot(), {})
    expect(form.value()).toEqual({ config: {}, secrets: { set: {}, clear: ['config.proxy.password'] } })
  })

  test('holds any further values as they are written', () => {
    const plain = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('"__proto__"'))
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^x[a-z]{1,4}$/), plain), (config) => {
        const form = stored({ site: 'a' })
        form.replaceConfig(form.snapshot(), config)
        expect(form.value().config).toEqual(config)
      }),
    )
  })
})

test('a secret in the open is noticed wherever the schemas have one', () => {
  expect(secretInConfig(schemas, { token: 'hush' })).toEqual(['config', 'token'])
  expect(secretInConfig(schemas, { servers: [{ host: 'a' }, { key: 'hush' }] })).toEqual([
    'config',
    'servers',
    '1',
    'key',
  ])
  expect(secretInConfig(schemas, { kind: { type: 'basic', password: null } })).toEqual(['config', 'kind', 'password'])
  expect(secretInConfig(schemas, { site: 'a', proxy: { host: 'b' }, token2: 'free' })).toBeNull()
})
