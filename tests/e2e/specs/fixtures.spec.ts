import { test as base, expect } from '@playwright/test'
import type { AppApi } from '../../../src/contract/index.ts'
import { dirt } from '../../fixtures/schemas/dirt.ts'
import { features } from '../../fixtures/schemas/features.ts'
import { times } from '../../helpers/long.ts'
import { startHttp } from '../hosts/http.ts'
import { drive, type Rest } from './drive.ts'
import { listenToConsole, openAdd } from './screens.ts'

/** The program with every fixture in its catalog, started once per part of the fixtures. */
const entries = [...features, ...dirt].map(({ name, schema }, at) => ({
  key: `fixture-${at + 1}`,
  name: `${at + 1}: ${name}`,
  connectionSpecification: schema,
}))

const PARTS = 8
const partOf = (part: number) => entries.filter((_, at) => at % PARTS === part)

const restOf = (api: AppApi, workspaceId: string): Rest => ({
  entry: (key) => api.catalog.get({ key }),
  connector: (id) => api.connectors.get({ workspaceId, id }),
  remove: (id) => api.connectors.remove({ workspaceId, id }),
})

// Otherwise each form would wait for its opening animation.
base.use({ contextOptions: { reducedMotion: 'reduce' } })

for (let part = 0; part < times(1, PARTS); part++) {
  base(
    `Every fixture is answered at its fields when empty, and filled in, saved and read back, part ${part + 1} of ${PARTS}`,
    async ({ page }) => {
      base.setTimeout(300_000)
      const running = await startHttp()
      try {
        const { api } = running
        const { id } = await api.workspaces.create({ name: 'Acme' })
        const imported = await api.catalog.import({ text: JSON.stringify(partOf(part)) })
        const log = listenToConsole(page)
        await running.open(page)
        const problemsByEntry: Record<string, string[]> = {}
        for (const entry of imported.entries) {
          const driven = await drive(page, restOf(api, id), { ...entry, isQuick: true }, () => openAdd(page, entry))
          const problems = [...driven.problems, ...log.take()]
          if (problems.length > 0) problemsByEntry[entry.name] = problems
        }
        expect(problemsByEntry).toEqual({})
      } finally {
        await running.close()
      }
    },
  )
}
