import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createFormStore } from '../../../../../src/renderer/forms/data/form-store.ts'
import { metaOf } from '../../../../../src/renderer/forms/schema/form-node.ts'
import { decide, dropItems, leaveBranch } from '../../../../../src/renderer/forms/data/secrets.ts'
import { typedReference, typedSecret } from '../../../../../src/renderer/forms/data/typed-secret.ts'
import { computing } from '../../../../helpers/computing.ts'

/** JSON as the main process lets it pass: it refuses a property named __proto__. */
const plainJson = (options: fc.JsonSharedConstraints = {}) =>
  fc.jsonValue(options).filter((value) => !JSON.stringify(value).includes('"__proto__"'))

const text = { type: 'string' }
const object = (properties: object, required: string[] = []) => ({ type: 'object', properties, required })
const secret = { type: 'string', writeOnly: true }
const store = (configSchema: object, more: { config?: object; authSchema?: object; secrets?: string[] } = {}) =>
  createFormStore({
    schemas: {
      configSchema: configSchema as Record<string, unknown>,
      authSchema: (more.authSchema ?? {}) as Record<string, unknown>,
    },
    config: (more.config ?? {}) as Record<string, unknown>,
    secrets: (more.secrets ?? []).map((path) => ({ path, isSet: true, updatedAt: null })),
  })

describe('a new form', () => {
  test('starts with defaults, fixed values and required groups', () => {
    const schema = object(
      {
        a: { ...text, default: 'x' },
        b: { const: 1 },
        group: object({ c: { type: 'integer', default: 2 }, d: text }, ['d']),
      },
      ['group', 'b'],
    )
    expect(store(schema).value().config).toEqual({ a: 'x', b: 1, group: { c: 2 } })
  })

  test('fills an optional group only where defaults make it whole', () => {
    const whole = object({ c: { type: 'integer', default: 2 } }, ['c'])
    const partial = object({ c: { type: 'integer', default: 2 }, d: text }, ['d'])
    expect(store(object({ whole, partial })).value().config).toEqual({ whole: { c: 2 } })
  })

  test('takes no default of another shape and none for a secret', () => {
    const schema = object({ a: { ...text, default: { x: 1 } }, b: { ...secret, default: 'changeme' } })
    expect(store(schema).value().config).toEqual({})
  })
})

describe('a stored config', () => {
  test('comes back as it was, whatever the schema does not know', () => {
    const schema = object({ a: { ...text, default: 'x' }, inner: object({ b: text }) }, ['a'])
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[c-z]{1,5}$/), plainJson(), { minKeys: 1 }), (config) => {
        const stored = { ...config, inner: { b: 'b', more: config } }
        expect(store(schema, { config: stored, secrets: ['config.z'] }).value().config).toEqual(stored)
      }),
    )
  })

  test('gets no defaults, empty as it may be', () => {
    const schemas = { configSchema: object({ a: { ...text, default: 'x' } }), authSchema: {} }
    expect(createFormStore({ schemas, config: {}, secrets: [], isNew: false }).value().config).toEqual({})
  })

  test('is not written to', () => {
    const config = { a: 'x', list: [{ b: 1 }] }
    const form = store(object({ a: text, list: { type: 'array', items: object({ b: { type: 'integer' } }) } }), {
      config,
    })
    form.change(2, ['config', 'list', 0, 'b'])
    expect(form.value().config).toEqual({ a: 'x', list: [{ b: 2 }] })
    expect(config).toEqual({ a: 'x', list: [{ b: 1 }] })
  })
})

describe('secrets', () => {
  const schema = object({ site: text, token: secret })

  test('stay out of the config and are named by path, for an update', () => {
    const form = store(schema, { config: { site: 's' }, secrets: ['config.token'] })
    form.updateSecrets((decisions) => decide(decisions, ['config', 'token'], 'replacing'))
    form.change(typedSecret('new'), ['config', 'token'])
    expect(form.value()).toEqual({
      config: { site: 's' },
      secrets: { set: { 'config.token': 'new' }, clear: [] },
    })
  })

  test('that are kept elsewhere are named apart', () => {
    const form = store(schema, { secrets: ['config.token'] })
    form.updateSecrets((decisions) => decide(decisions, ['config', 'token'], 'replacing'))
    form.change(typedReference('env:TOKEN'), ['config', 'token'])
    expect(form.value().secrets).toEqual({ set: {}, clear: [], refer: { 'config.token': 'env:TOKEN' } })
  })

  test('and for an install alike', () => {
    const form = store(schema, { authSchema: object({ 'a.b': secret }) })
    form.change(typedSecret('one'), ['config', 'token'])
    form.change(typedSecret('two'), ['auth', 'a.b'])
    expect(form.value()).toEqual({
      config: {},
      secrets: { set: { 'config.token': 'one', [String.raw`auth.a\.b`]: 'two' }, clear: [] },
    })
  })

  test('that are kept are not named, and a fixed value beside them is not sent again', () => {
    const authSchema = object({ kind: { const: 'k', writeOnly: true }, token: secret }, ['kind'])
    const form = store({}, { authSchema, secrets: ['auth.kind', 'auth.token'] })
    expect(form.value().secrets).toEqual({ set: {}, clear: [] })
  })

  test('of a left branch are cleared, except those that all branches share', () => {
    const form = store({}, { secrets: ['config.m.token', 'config.m.shared', 'config.other'] })
    form.updateSecrets((decisions) => leaveBranch(decisions, ['config', 'm'], true, ['shared']))
    expect(form.value().secrets.clear).toEqual(['config.m.token'])
    form.updateSecrets((decisions) => leaveBranch(decisions, ['config', 'm'], false, ['shared']))
    expect(form.value().secrets.clear).toEqual([])
  })

  test('of a list never reach another item', () => {
    const paths = [0, 1, 2].map((at) => `config.list.${at}.token`)
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 2 }), { maxLength: 5 }), (removed) => {
        const form = store({}, { secrets: paths })
        for (const index of removed) {
          form.updateSecrets((decisions) => dropItems(decisions, ['config', 'list'], (at) => at >= index))
        }
        const first = Math.min(3, ...removed)
        expect(form.value().secrets.clear).toEqual(paths.slice(first))
      }),
    )
  })
})

describe('schemas of the real world', () => {
  const kindOf = (schema: object) => {
    const property = store(object({ x: schema })).root.properties?.['config']?.properties?.['x']
    return property && `${metaOf(property).kind} ${metaOf(property).widget}`
  }

  test.each([
    [{}, 'leaf json'],
    [{ minLength: 1 }, 'leaf text'],
    [{ type: ['string', 'array'], items: text }, 'choice text'],
    [{ type: ['null', 'integer'] }, 'leaf number'],
    [{ type: 'array' }, 'leaf json'],
    [{ type: 'array', items: {} }, 'leaf json'],
    [{ type: 'array', items: text }, 'leaf tags'],
    [{ type: 'array', items: { type: 'string', enum: ['a'] } }, 'leaf checkboxes'],
    [{ type: 'array', items: [{ type: 'string' }] }, 'leaf json'],
    [{ type: 'array', items: { oneOf: [{ type: 'string', title: 'a' }, { type: 'integer' }] } }, 'list text'],
    [{ anyOf: [{ type: 'string', format: 'email' }, { type: 'null' }] }, 'leaf email'],
    [{ oneOf: [{ const: 'a', title: 'A' }, { const: 'b' }] }, 'leaf select'],
    [{ oneOf: [{ required: ['a'] }, { required: ['b'] }], properties: { a: text, b: text } }, 'group text'],
    [{ type: 'object' }, 'leaf json'],
    [{ type: 'object', additionalProperties: text }, 'map text'],
    [{ type: 'string', format: 'no-such-format' }, 'leaf text'],
    [{ const: 1 }, 'leaf select'],
    [{ $ref: '#/nowhere' }, 'leaf json'],
    [{ $ref: 'https://example.com/schema' }, 'leaf json'],
    [{ type: 'object', properties: { a: text }, writeOnly: true }, 'secret json'],
    [{ enum: Array.from({ length: 13 }, (_, at) => at) }, 'leaf combobox'],
  ])('%j is shown as %s', (schema, expected) => {
    expect(kindOf(schema)).toBe(expected)
  })

  test('one that contains itself, or refers to itself without end, is prepared in little time', () => {
    const took = computing(() => {
      const node = { ...object({ a: { $ref: '#/definitions/n' }, b: { $ref: '#/definitions/n' } }) }
      store({ definitions: { n: node }, ...node })
      store({
        definitions: { n: { $ref: '#/definitions/m' }, m: { $ref: '#/definitions/n' } },
        $ref: '#/definitions/n',
      })
      const bomb = Object.fromEntries(
        Array.from({ length: 30 }, (_, at) => [
          `n${at}`,
          object({ a: { $ref: `#/definitions/n${at + 1}` }, b: { $ref: `#/definitions/n${at + 1}` } }),
        ]),
      )
      store({ definitions: bomb, ...object({ a: { $ref: '#/definitions/n0' } }) })
    })
    expect(took).toBeLessThan(1000)
  })

  test('any JSON as a schema makes a form', () => {
    const keyword = fc.constantFrom(
      ...[
        'type',
        'properties',
        'items',
        'oneOf',
        'anyOf',
        'allOf',
        'enum',
        'const',
        'default',
        'required',
        '$ref',
        'title',
      ],
      ...['definitions', 'additionalProperties', 'if', 'then', 'order', 'group', 'examples', 'description', 'format'],
    )
    const { schema } = fc.letrec((tie) => ({
      schema: fc.dictionary(
        keyword,
        fc.oneof(
          { maxDepth: 4 },
          plainJson({ maxDepth: 1 }),
          fc.constantFrom('object', 'array', '#'),
          tie('schema'),
          fc.array(tie('schema'), { maxLength: 3 }),
          fc.dictionary(fc.string({ maxLength: 3 }), tie('schema'), { maxKeys: 3 }),
        ),
        { maxKeys: 5 },
      ),
    }))
    fc.assert(
      fc.property(schema, (typed) => {
        const form = store(typed)
        form.change('x', ['config', 'a', 'b'])
        expect(form.value().secrets.clear).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })
})

describe('an entry that has changed', () => {
  test('gets the words of a number where it wants text now, and nothing else is converted', () => {
    const schema = object({ port: text, loose: { minLength: 1 }, mode: { ...text, enum: ['1'] }, list: object({}) })
    expect(store(schema, { config: { port: 4060, loose: 5, mode: 1, list: 'x' } }).value().config).toEqual({
      port: '4060',
      loose: 5,
      mode: 1,
      list: 'x',
    })
  })

  test('shows all fields with what was typed in some of them', () => {
    const form = createFormStore({
      schemas: { configSchema: object({ a: text, b: text }), authSchema: {} },
      config: { b: 'b' },
      secrets: [],
      isNew: false,
      only: ['config.a'],
    })
    form.change('typed', ['config', 'a'])
    form.showAll()
    const shown = form.root.properties?.['config']?.properties ?? {}
    expect(Object.values(shown).map((node) => metaOf(node).isHidden)).toEqual([false, false])
    expect(form.value().config).toEqual({ b: 'b', a: 'typed' })
  })
})
