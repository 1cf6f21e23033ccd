import { describe, expect, test } from 'vitest'
import { createFormStore } from '../../../../../src/renderer/forms/data/form-store.ts'
import { shapeOf } from '../../../../../src/renderer/forms/data/conditions.ts'
import { typedSecret } from '../../../../../src/renderer/forms/data/typed-secret.ts'

const text = { type: 'string' }
const secret = { type: 'string', writeOnly: true }
const is = (name: string, value: unknown) => ({ properties: { [name]: { const: value } }, required: [name] })

const store = (configSchema: object, config: object | null = null, secrets: string[] = []) =>
  createFormStore({
    schemas: { configSchema: { type: 'object', ...configSchema }, authSchema: {} },
    config: (config ?? {}) as Record<string, unknown>,
    secrets: secrets.map((path) => ({ path, isSet: true, updatedAt: null })),
    isNew: config === null,
  })

const cloud = {
  properties: { kind: { ...text, enum: ['cloud', 'server'], default: 'cloud' } },
  required: ['kind'],
  if: is('kind', 'cloud'),
  then: { properties: { region: { ...text, default: 'eu' }, token: secret }, required: ['region'] },
  else: { properties: { host: text, retries: { type: 'integer', default: 3 } } },
}

describe('fields that a condition adds', () => {
  test('begin with their defaults, at the start and when they appear', () => {
    const form = store(cloud)
    expect(form.value().config).toEqual({ kind: 'cloud', region: 'eu' })
    form.change('server', ['config', 'kind'])
    expect(form.value().config).toEqual({ kind: 'server', retries: 3 })
  })

  test('send nothing once they have disappeared, and come back with what was typed', () => {
    const form = store(cloud)
    form.change('us', ['config', 'region'])
    form.change(typedSecret('t'), ['config', 'token'])
    form.change('server', ['config', 'kind'])
    expect(form.value()).toMatchObject({ config: { kind: 'server', retries: 3 }, secrets: { set: {} } })
    form.change('cloud', ['config', 'kind'])
    expect(form.value()).toEqual({
      config: { kind: 'cloud', region: 'us' },
      secrets: { set: { 'config.token': 't' }, clear: [] },
    })
  })

  test('take no defaults in a stored config, and lose their stored secret when they disappear', () => {
    const form = store(cloud, { kind: 'cloud' }, ['config.token'])
    expect(form.value()).toEqual({ config: { kind: 'cloud' }, secrets: { set: {}, clear: [] } })
    form.change('server', ['config', 'kind'])
    expect(form.value().secrets.clear).toEqual(['config.token'])
  })

  test('may hang on a secret that is stored', () => {
    const schema = { properties: { token: secret }, dependencies: { token: { properties: { token_url: text } } } }
    const stored = { token_url: 'https://example.com' }
    const form = store(schema, stored, ['config.token'])
    expect(form.value()).toMatchObject({ config: stored, secrets: { clear: [] } })
    const group = form.root.properties!.config!
    expect(Object.keys(shapeOf(group, stored, ['token']).properties!)).toEqual(['token', 'token_url'])
    expect(Object.keys(shapeOf(group, stored).properties!)).toEqual(['token'])
  })

  test('keep what is stored in them while they are hidden from the start', () => {
    const form = store(cloud, { kind: 'server', region: 'us', host: 'h' }, ['config.token'])
    form.change('other', ['config', 'host'])
    expect(form.value()).toEqual({
      config: { kind: 'server', region: 'us', host: 'other' },
      secrets: { set: {}, clear: [] },
    })
    form.change('cloud', ['config', 'kind'])
    expect(form.value().config).toEqual({ kind: 'cloud', region: 'us' })
  })

  test('may make others appear, whose values do not count while they are hidden themselves', () => {
    const schema = {
      properties: { a: { type: 'boolean' } },
      allOf: [
        { if: is('a', true), then: { properties: { b: { type: 'boolean' } } } },
        { if: is('b', true), then: { properties: { c: { ...text, default: 'x' } } } },
      ],
    }
    const form = store(schema)
    form.change(true, ['config', 'a'])
    form.change(true, ['config', 'b'])
    expect(form.value().config).toEqual({ a: true, b: true, c: 'x' })
    form.change(false, ['config', 'a'])
    expect(form.value().config).toEqual({ a: false })
  })

  test('stand within lists and branches of a choice as well', () => {
    const item = { type: 'object', ...cloud }
    const way = {
      oneOf: [
        { ...item, title: 'One' },
        { ...text, title: 'Two' },
      ],
    }
    const form = store({ properties: { list: { type: 'array', items: item }, way }, required: ['way'] })
    form.change([{ kind: 'server', region: 'eu', host: 'h' }], ['config', 'list'])
    form.change('server', ['config', 'way', 'kind'])
    expect(form.value().config).toEqual({ list: [{ kind: 'server', host: 'h' }], way: { kind: 'server', retries: 3 } })
  })

  test('of a choice that a dependency makes follow the value', () => {
    const proxy = (value: boolean, more: object) => ({ properties: { proxy: { const: value }, ...more } })
    const form = store({
      properties: { proxy: { type: 'boolean' } },
      dependencies: { proxy: { oneOf: [proxy(false, {}), proxy(true, { url: { ...text, default: 'u' } })] } },
    })
    form.change(true, ['config', 'proxy'])
    expect(form.value().config).toEqual({ proxy: true, url: 'u' })
    form.change(false, ['config', 'proxy'])
    expect(form.value().config).toEqual({ proxy: false })
  })
})
