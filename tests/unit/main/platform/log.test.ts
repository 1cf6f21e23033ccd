import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { contract } from '../../../../src/contract/index.ts'
import { appError, AppError } from '../../../../src/contract/errors.ts'
import { createLog, type Log, type LogEvent } from '../../../../src/main/platform/log.ts'

let dir: string
let log: Log

const clock = () => new Date('2026-01-02T03:04:05.000Z')
const logs = () => join(dir, 'logs')
const lines = () =>
  readFileSync(join(logs(), 'patchbay.log'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'patchbay-log-'))
  log = createLog({ dir: logs(), clock })
})
afterEach(() => {
  log.close()
  rmSync(dir, { recursive: true })
})

test('nothing is on disk before the first line; then the files are private', () => {
  expect(readdirSync(dir)).toEqual([])
  log.write('app.start', { version: '1.2.3', host: 'cli' })
  expect(lines()).toEqual([{ at: '2026-01-02T03:04:05.000Z', event: 'app.start', host: 'cli', version: '1.2.3' }])
  expect(statSync(join(logs(), 'patchbay.log')).mode & 0o777).toBe(0o600)
  expect(statSync(logs()).mode & 0o777).toBe(0o700)
})

test('an error is logged by its kind, code, reason and place, never by its message', () => {
  const cause = Object.assign(new Error('no space for hunter2'), { code: 'SQLITE_FULL' })
  log.write('call.failed', {
    procedure: 'connectors.validateConfig',
    workspaceId: '0f0f0f0f-0000-4000-8000-000000000000',
    error: new AppError({ ...appError('row_tampered').toBody(), message: 'hunter2' }),
  })
  log.write('call.failed', { error: new Error('hunter2', { cause }) })
  expect(lines()).toMatchObject([
    {
      procedure: 'connectors.validateConfig',
      workspaceId: '0f0f0f0f-0000-4000-8000-000000000000',
      error: { kind: 'AppError', code: 'locked', reason: 'row_tampered' },
    },
    { error: { kind: 'Error', cause: { code: 'SQLITE_FULL' } } },
  ])
  expect(lines()[0]).toMatchObject({
    error: { frames: expect.arrayContaining([expect.stringContaining('log.test.ts')]) as unknown },
  })
})

test('a secret in any field, of any form, is not written', () => {
  const secret = 'Xy7-S3CRET/täg+=='
  const fields = [
    ...['workspaceId', 'connectorId', 'procedure', 'host', 'state', 'reason', 'version', 'count', 'milliseconds'],
    ...['error', 'password', secret],
  ]
  const forms: ((text: string) => unknown)[] = [
    (text) => text,
    (text) => [text],
    (text) => ({ toJSON: () => text, nested: { text } }),
    (text) => Buffer.from(text),
    (text) => new Error(text),
    (text) => Object.assign(new Error('other'), { code: text, name: text, reason: text, [text]: text }),
    (text) => Object.assign(new Error('changed later'), { stack: new Error(text).stack }),
    (text) => new TypeError('outer', { cause: new AggregateError([new Error(text)], text) }),
    (text) =>
      new AppError({
        code: 'invalid',
        reason: text as 'input',
        values: { [text]: text },
        message: text,
        fields: { [text]: [{ reason: 'fixed', values: { value: text }, message: text }] },
      }),
  ]
  const texts = [
    secret,
    `\n    at ${secret} (/a.ts:1:1)`,
    `\n    at /${secret}:1:1\n    at f (node:${secret}:1:1)\n`,
    ...fc.sample(fc.tuple(fc.string(), fc.string()), 20).map(([before, after]) => before + secret + after),
  ]
  for (const text of texts) {
    log.write(text as LogEvent)
    for (const field of fields) for (const form of forms) log.write('app.error', { [field]: form(text) })
  }
  log.write('app.error', { reason: 'positive_control' })
  const written = readFileSync(join(logs(), 'patchbay.log'), 'latin1')
  expect(written).toContain('positive_control')
  for (const form of [
    'S3CRET',
    Buffer.from(secret).toString('base64').slice(0, 16),
    Buffer.from(secret).toString('hex'),
  ])
    expect(written).not.toContain(form)
})

test('a full file makes room, and three older ones are kept', () => {
  const small = createLog({ dir: logs(), clock, maxBytes: 200 })
  for (let count = 0; count < 30; count++) small.write('call.slow', { count })
  small.close()
  expect(readdirSync(logs()).sort()).toEqual(['patchbay.log', 'patchbay.log.1', 'patchbay.log.2', 'patchbay.log.3'])
  for (const name of readdirSync(logs())) {
    expect(statSync(join(logs(), name)).size).toBeLessThanOrEqual(200)
    expect(statSync(join(logs(), name)).mode & 0o777).toBe(0o600)
  }
  expect(lines().at(-1)).toMatchObject({ count: 29 })
})

test('a log goes on in the file of the last start', () => {
  log.write('app.start')
  log.close()
  createLog({ dir: logs(), clock }).write('app.stop')
  expect(lines().map(({ event }) => event)).toEqual(['app.start', 'app.stop'])
})

test('a log that cannot be written stops nothing', () => {
  writeFileSync(join(dir, 'logs'), 'a file is in the way')
  expect(() => log.write('app.start')).not.toThrow()
  expect(readFileSync(join(dir, 'logs'), 'utf8')).toBe('a file is in the way')
})

test('a call that failed is logged with its name, whatever procedure it is', () => {
  const names = Object.entries(contract).flatMap(([group, procedures]) =>
    Object.keys(procedures).map((name) => `${group}.${name}`),
  )
  for (const procedure of names) log.write('call.failed', { procedure })
  expect(lines().map(({ procedure }) => procedure)).toEqual(names)
})
