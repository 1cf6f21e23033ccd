import { expect, test } from 'vitest'
import { createCompiler } from '../../../../../src/renderer/forms/schema/compile.ts'
import { createFormStore } from '../../../../../src/renderer/forms/data/form-store.ts'
import { metaOf, type FormNode } from '../../../../../src/renderer/forms/schema/form-node.ts'
import { pathsWithoutField, showOnly, withoutPaths } from '../../../../../src/renderer/forms/data/only.ts'

const configSchema = {
  type: 'object',
  properties: {
    host: { type: 'string' },
    port: { type: 'integer' },
    tunnel: { type: 'object', properties: { user: { type: 'string' }, key: { type: 'string' } } },
    mode: {
      type: 'object',
      oneOf: [
        { title: 'A', properties: { kind: { const: 'a' }, left: { type: 'string' } } },
        { title: 'B', properties: { kind: { const: 'b' }, right: { type: 'string' } } },
      ],
    },
    list: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
  },
}
const schemas = { configSchema, authSchema: {} }

const shownIn = (node: FormNode): string[] =>
  Object.entries(node.properties ?? {})
    .filter(([, property]) => !metaOf(property).isHidden)
    .flatMap(([name, property]) => [name, ...shownIn(property).map((inner) => `${name}.${inner}`)])

test('only the fields at the paths are in view, and optional ones are not folded', () => {
  const node = showOnly(createCompiler(configSchema, 'config').compile(), [
    ['port'],
    ['tunnel', 'key'],
    ['mode', 'left'],
  ])
  expect(shownIn(node)).toEqual(['port', 'tunnel', 'tunnel.key', 'mode'])
  expect(metaOf(node.properties?.['port']).isAlwaysShown).toBe(true)
})

test('what is not in view keeps its value', () => {
  const config = {
    host: 'h',
    port: 1,
    tunnel: { user: 'u', key: 'k' },
    mode: { kind: 'b', right: 'r' },
    list: [{ name: 'n' }],
  }
  const store = createFormStore({ schemas, config, secrets: [], isNew: false, only: ['config.port'] })
  store.change(2, ['config', 'port'])
  expect(store.value().config).toEqual({ ...config, port: 2 })
})

test('paths that the entry has dropped are separated from those that it has', () => {
  const paths = [
    'config.host',
    'config.old',
    'config.tunnel.gone',
    'config.mode.right',
    'config.list.0.name',
    'config.list.0.x',
  ]
  expect(pathsWithoutField(schemas, paths)).toEqual(['config.old', 'config.tunnel.gone', 'config.list.0.x'])
})

test('values at paths are taken out of a copy', () => {
  const config = { old: 1, tunnel: { gone: 2, user: 'u' }, list: [{ x: 1, name: 'n' }] }
  const kept = withoutPaths(config, ['config.old', 'config.tunnel.gone', 'config.list.0.x', 'config.no.where'])
  expect(kept).toEqual({ tunnel: { user: 'u' }, list: [{ name: 'n' }] })
  expect(config.old).toBe(1)
})
