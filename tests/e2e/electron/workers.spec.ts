import { readdirSync } from 'node:fs'
import { apiOfWindow } from '../hosts/window-api.ts'
import { wordpress } from '../../helpers/samples.ts'
import { expect, test } from './program/desktop.ts'

test('schemas are validated and the database is checked in worker threads of Electron', async ({ desktop, page }) => {
  const api = apiOfWindow(page)
  const { fields } = await api.connectors.validateConfig({
    catalogKey: wordpress.catalogKey,
    config: { site_url: 1 },
    auth: {},
    kept: [],
  })
  expect(Object.keys(fields)).toContain('config.site_url')
  // The store's worker reads the whole database; doctor reports a worker that fails.
  const { findings } = await api.doctor.run({})
  expect(findings.filter(({ state }) => state === 'problem')).toEqual([])
  // The first change of a day starts a backup in the same worker.
  await api.workspaces.create({ name: 'Acme' })
  const backups = () =>
    readdirSync(desktop.dataDir, { recursive: true, encoding: 'utf8' }).filter((name) => /daily.*\.db$/.test(name))
  await expect.poll(backups).toHaveLength(1)
})
