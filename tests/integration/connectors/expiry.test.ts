import { expect, test } from 'vitest'
import type { ExportFile } from '../../../src/main/core/context.ts'
import { daysLeft } from '../../../src/shared/expiry.ts'
import { refusal } from '../../helpers/errors.ts'
import { wordpress } from '../../helpers/samples.ts'
import { createTestApp } from '../../helpers/test-app.ts'

/** The time zone of this computer, until the end of the block. */
function timeZone(zone: string): Disposable {
  const before = process.env['TZ']
  process.env['TZ'] = zone
  return {
    [Symbol.dispose]: () => {
      if (before === undefined) delete process.env['TZ']
      else process.env['TZ'] = before
    },
  }
}

async function createBench() {
  const written: string[] = []
  const file: ExportFile = {
    path: '/nowhere',
    write: (chunk) => Promise.resolve(void written.push(String(chunk))),
    commit: () => Promise.resolve(),
    abort: () => Promise.resolve(),
  }
  const bench = createTestApp({ host: { openExport: () => Promise.resolve(file) } })
  const { id: workspaceId } = await bench.api.workspaces.create({ name: 'Acme' })
  return { ...bench, workspaceId, written }
}

test('a date is stored with a secret, shown on its card, changed and taken away again', async () => {
  const { api, workspaceId } = await createBench()
  const { id, secretExpiresAt } = await api.connectors.install({
    ...{ workspaceId, ...wordpress, secretExpiresAt: '2026-03-15' },
  })
  expect(secretExpiresAt).toBe('2026-03-15')
  const shown = async () => (await api.connectors.list({ workspaceId })).map((card) => card.secretExpiresAt)
  await api.connectors.update({ workspaceId, id, tags: ['kept'] })
  expect(await shown()).toEqual(['2026-03-15'])
  await api.connectors.update({ workspaceId, id, secretExpiresAt: '2026-04-01' })
  expect(await shown()).toEqual(['2026-04-01'])
  await api.connectors.update({ workspaceId, id, secretExpiresAt: null })
  expect(await shown()).toEqual([null])
})

test('what is no date is refused at its field', async () => {
  const { api, workspaceId } = await createBench()
  for (const secretExpiresAt of ['tomorrow', '2026-02-30', '2026-3-1', ''])
    expect(await refusal(api.connectors.install({ workspaceId, ...wordpress, secretExpiresAt }))).toMatchObject({
      code: 'invalid',
      fields: { secretExpiresAt: [{ message: 'Enter a date such as 2026-01-31' }] },
    })
})

test('an export warns of secrets that have expired, from the day after, and its file does not change', async () => {
  const { api, clock, workspaceId, written } = await createBench()
  for (const [name, secretExpiresAt] of [
    ['Lasting', '2026-12-31'],
    ['Ending', '2026-03-02'],
    ['Undated', null],
  ] as const) {
    const { id } = await api.connectors.install({ workspaceId, ...wordpress, name, secretExpiresAt })
    await api.connectors.activate({ workspaceId, id })
  }
  const expiredAt = async (instant: string) => {
    clock.set(instant)
    written.length = 0
    const { expired, count } = await api.targets.export({ workspaceId })
    expect(count).toBe(3)
    return [expired, written.join('')] as const
  }
  using _here = timeZone('UTC')
  const [before, file] = await expiredAt('2026-03-02T23:59:59.000Z')
  const [after, sameFile] = await expiredAt('2026-03-03T00:00:00.000Z')
  expect([before, after]).toEqual([[], ['Ending']])
  expect(sameFile).toBe(file)
  expect(file).not.toContain('2026')
})

test('an export and the screens go by one calendar, that of this computer', async () => {
  const { api, clock, workspaceId } = await createBench()
  const { id } = await api.connectors.install({ workspaceId, ...wordpress, secretExpiresAt: '2026-03-02' })
  await api.connectors.activate({ workspaceId, id })
  const instant = '2026-03-02T20:00:00.000Z'
  for (const [zone, isExpired] of [
    ['Pacific/Auckland', true],
    ['America/Los_Angeles', false],
  ] as const) {
    using _here = timeZone(zone)
    clock.set(instant)
    expect(daysLeft('2026-03-02', new Date(instant)) < 0).toBe(isExpired)
    expect((await api.targets.export({ workspaceId })).expired).toHaveLength(isExpired ? 1 : 0)
  }
})
