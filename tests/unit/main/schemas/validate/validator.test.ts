import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { createValidator, type Validator } from '../../../../../src/main/schemas/validate/validator.ts'
import { messagesOf } from '../../../../../src/shared/errors.ts'
import { schemasOf, workerUrl } from '../support.ts'

const open: Validator[] = []
const validatorOf = () => {
  const validator = createValidator({ workerUrl })
  open.push(validator)
  return validator
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((validator) => validator.close()))
})

const secret = { type: 'string', airbyte_secret: true, minLength: 8 }
const branch = (kind: string, properties: object) => ({
  properties: { kind: { const: kind }, ...properties },
  required: ['kind', ...Object.keys(properties)],
})
const entry = {
  ...schemasOf({
    type: 'object',
    properties: {
      url: { type: 'string', pattern: '^https://' },
      login: {
        type: 'object',
        oneOf: [branch('key', { api_key: secret }), branch('basic', { user: { type: 'string' }, password: secret })],
      },
      hosts: {
        type: 'array',
        items: { type: 'object', properties: { name: { type: 'string' }, key: secret }, required: ['name', 'key'] },
      },
    },
    required: ['url', 'login'],
  }),
  authSchema: {
    type: 'object',
    properties: {
      token: { type: 'string', minLength: 20, writeOnly: true },
      account: { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] },
    },
    required: ['token', 'account'],
  },
}

/** Compiles, but takes exponential time on the right text; lint would refuse it. */
const slow = {
  key: 'slow',
  configSchema: { type: 'object', properties: { a: { type: 'string', pattern: '^(a+)+$' } } },
  authSchema: {},
}
const slowInput = { config: { a: `${'a'.repeat(40)}!` }, auth: {}, kept: [] }

describe('validation', () => {
  const validator = createValidator({ workerUrl })
  afterAll(() => validator.close())

  test('tells every missing field of config and auth at its deepest place', async () => {
    expect(messagesOf(await validator.validate(entry, { config: {}, auth: {}, kept: [] }))).toEqual({
      'config.url': ['Enter the URL'],
      'config.login.kind': ['Choose the kind'],
      'auth.token': ['Enter the token'],
      'auth.account.id': ['Enter the ID'],
    })
  })

  test('takes kept secrets as present and valid, in branches, in list items and in groups of auth', async () => {
    const config = { url: 'https://a', login: { kind: 'basic', user: 'me' }, hosts: [{ name: 'a' }, { name: 'b' }] }
    const kept = ['config.login.password', 'config.hosts.0.key', 'auth.token', 'auth.account.id']
    expect(messagesOf(await validator.validate(entry, { config, auth: {}, kept }))).toEqual({
      'config.hosts.1.key': ['Enter the key'],
    })
    const all = [...kept, 'config.hosts.1.key']
    expect(messagesOf(await validator.validate(entry, { config, auth: {}, kept: all }))).toEqual({})
  })

  test('a kept secret of another branch does not count', async () => {
    const config = { url: 'https://a', login: { kind: 'key' } }
    const kept = ['config.login.password', 'auth.token', 'auth.account.id']
    expect(messagesOf(await validator.validate(entry, { config, auth: {}, kept }))).toEqual({
      'config.login.api_key': ['Enter the API key'],
    })
  })

  test('a new value is checked although the old one is kept', async () => {
    const config = { url: 'https://a', login: { kind: 'key', api_key: 'short' } }
    const input = { config, auth: { token: 'short' }, kept: ['config.login.api_key', 'auth.token', 'auth.account.id'] }
    expect(messagesOf(await validator.validate(entry, input))).toEqual({
      'config.login.api_key': ['Use at least 8 characters'],
      'auth.token': ['Use at least 20 characters'],
    })
  })

  test('kept discriminators leave the branch open, and any that the kept secrets fill is right', async () => {
    const authSchema = {
      type: 'object',
      properties: {
        by: { oneOf: [branch('key', { api_key: secret }), branch('basic', { user: {}, password: secret })] },
      },
    }
    const kept = ['auth.by.kind', 'auth.by.user', 'auth.by.password']
    const other = { key: 'other', configSchema: {}, authSchema }
    expect(messagesOf(await validator.validate(other, { config: {}, auth: {}, kept }))).toEqual({})
    const fields = await validator.validate(other, { config: {}, auth: {}, kept: kept.slice(0, 2) })
    expect(messagesOf(fields)).toEqual({ 'auth.by.password': ['Enter the password'] })
  })

  test('does not change the config that it looks at', async () => {
    const config = Object.freeze({ url: 'https://a' })
    await validator.validate(entry, { config, auth: Object.freeze({}), kept: ['config.login.password'] })
    expect(config).toEqual({ url: 'https://a' })
  })

  test('a form of 266 required fields gets a message at each of them', async () => {
    const names = Array.from({ length: 266 }, (_, index) => `field_${index}`)
    const properties = Object.fromEntries(
      names.map((name) => [name, { type: 'string', pattern: '^[a-z]+$', minLength: 2 }]),
    )
    const large = { ...schemasOf({ type: 'object', properties, required: names }), key: 'large' }
    const fields = await validator.validate(large, { config: {}, auth: {}, kept: [] })
    expect(Object.keys(fields)).toEqual(names.map((name) => `config.${name}`))
  })

  test('many at once are all answered, each with its own messages', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        validator.validate(entry, { config: { url: index % 2 ? 'https://a' : 'x' }, auth: {}, kept: [] }),
      ),
    )
    for (const [index, fields] of answers.entries()) expect('config.url' in fields).toBe(index % 2 === 0)
  })
})

describe('bounds', () => {
  test('a pattern that runs away is stopped with a clear error, and the next job is answered', async () => {
    const validator = validatorOf()
    const [stopped, answered] = await Promise.allSettled([
      validator.validate(slow, slowInput),
      validator.validate(entry, { config: { url: 'x' }, auth: {}, kept: [] }),
    ])
    expect(stopped).toMatchObject({
      reason: { code: 'invalid', message: 'The form of this catalog entry takes too long to check' },
    })
    expect(answered).toMatchObject({
      value: { 'config.url': [{ reason: 'starts_with', message: 'Start with https://' }] },
    })
  })

  test('what takes too long spoils nothing that is checked together with it', async () => {
    const validator = validatorOf()
    const quick = { config: { a: 'aaa' }, auth: {}, kept: [] }
    const wrong = { config: { a: 5 }, auth: {}, kept: [] }
    const [stopped, ...others] = await Promise.allSettled(
      [slowInput, quick, wrong, quick].map((input) => validator.validate(slow, input)),
    )
    expect(stopped).toMatchObject({ reason: { reason: 'slow_form' } })
    expect(others).toMatchObject([{ value: {} }, { value: { 'config.a': [{ message: 'Enter text' }] } }, { value: {} }])
  })

  test('the event loop of the caller stays free during a check', async () => {
    const validator = validatorOf()
    await validator.validate(entry, { config: {}, auth: {}, kept: [] })
    let turns = 0
    const timer = setInterval(() => turns++, 5)
    await validator.validate(slow, slowInput).catch(() => undefined)
    clearInterval(timer)
    expect(turns).toBeGreaterThan(10)
  })

  test('schemas that cannot be compiled are an error that names no internals', async () => {
    const broken = { key: 'broken', configSchema: { type: 'object', properties: 5, minLength: {} }, authSchema: {} }
    await expect(validatorOf().validate(broken, { config: {}, auth: {}, kept: [] })).rejects.toMatchObject({
      message: 'The form of this catalog entry cannot be checked; import a corrected entry',
    })
  })

  test('more entries than the worker remembers are still answered', async () => {
    const validator = validatorOf()
    for (let index = 0; index < 105; index++)
      await validator.validate({ ...slow, key: `k${index}` }, { config: {}, auth: {}, kept: [] })
    expect(
      messagesOf(await validator.validate({ ...slow, key: 'k0' }, { config: { a: 5 }, auth: {}, kept: [] })),
    ).toEqual({
      'config.a': ['Enter text'],
    })
  })

  test('after close nothing is validated', async () => {
    const validator = createValidator({ workerUrl })
    await validator.validate(entry, { config: {}, auth: {}, kept: [] })
    await validator.close()
    await expect(validator.validate(entry, { config: {}, auth: {}, kept: [] })).rejects.toThrow('closed')
  })

  test('an idle worker does not keep the process alive', async () => {
    const module = new URL('../../../../../src/main/schemas/validate/validator.ts', import.meta.url).href
    const program = `
      const { createValidator } = await import(${JSON.stringify(module)})
      const validator = createValidator({ workerUrl: new URL(${JSON.stringify(workerUrl.href)}) })
      const entry = { key: 'k', configSchema: { type: 'object', required: ['a'] }, authSchema: {} }
      const fields = await validator.validate(entry, { config: {}, auth: {}, kept: [] })
      console.log(JSON.stringify({ 'config.a': fields['config.a'].map(({ message }) => message) }))`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [output] = await Promise.all([child.stdout.toArray(), once(child, 'exit')])
    expect(output.join('').trim()).toBe('{"config.a":["Enter the A"]}')
    expect(child.exitCode).toBe(0)
  })
})
