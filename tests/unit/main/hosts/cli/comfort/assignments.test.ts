import { expect, test } from 'vitest'
import { withAssignments } from '../../../../../../src/main/hosts/cli/comfort/assignments.ts'
import { AppError } from '../../../../../../src/contract/errors.ts'

const schemas = {
  configSchema: {
    properties: {
      name: { type: 'string' },
      port: { type: 'integer' },
      isOn: { type: 'boolean' },
      hosts: { type: 'array', items: { type: 'string' } },
      options: {
        type: 'object',
        properties: { timeout: { type: 'number' }, key: { type: 'string', writeOnly: true } },
      },
      any: {},
    },
  },
  authSchema: { properties: { token: { type: 'string' } } },
}
const set = (config: Record<string, unknown>, ...assignments: string[]) => withAssignments(config, assignments, schemas)

test('a value is read as the entry takes it', () => {
  expect(set({}, 'name=5', 'port=8080', 'isOn=true', 'hosts=["a"]', 'any=5', 'other=x')).toEqual({
    ...{ name: '5', port: 8080, isOn: true, hosts: ['a'], any: '5', other: 'x' },
  })
  // What the entry does not take is left for it to refuse.
  expect(set({}, 'port=many', 'isOn=null')).toEqual({ port: 'many', isOn: null })
  expect(set({}, 'name=', 'config.name=a=b')).toEqual({ name: 'a=b' })
})

test('a path leads into groups and lists, and keeps what is beside it', () => {
  const config = { options: { timeout: 1, retries: 2 }, hosts: ['a', 'b'] }
  expect(set(config, 'options.timeout=5.5', 'hosts.1=c', 'hosts.2=d')).toEqual({
    options: { timeout: 5.5, retries: 2 },
    hosts: ['a', 'c', 'd'],
  })
  expect(config.options.timeout).toBe(1)
  expect(() => set(config, 'hosts.9=x')).toThrow(AppError)
})

test('no secret is taken from words, wherever its place is', () => {
  for (const assignment of ['token=x', 'auth.token=x', 'auth.unknown=x', 'options.key=x', 'config.options.key=x'])
    expect(() => set({}, assignment)).toThrow('is a secret')
})

test('a number that would become another one is refused', () => {
  expect(() => set({}, 'port=12345678901234567890')).toThrow('more digits than can be kept')
})
