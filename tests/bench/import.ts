import { runThroughFile } from '../../src/shared/catalog-file.ts'
import { dirt } from '../fixtures/schemas/dirt.ts'
import { features } from '../fixtures/schemas/features.ts'
import { createTestApp } from '../helpers/test-app.ts'
import type { Figure } from './measure.ts'

const ENTRIES = 650
const TARGET_MS = 15_000
/** The longest time, in milliseconds, that another call may wait during an import. */
const TARGET_WAIT_MS = 250

/** Checking and importing a registry, with a call every now and then that must not wait for it. */
export async function benchImport(): Promise<Figure[]> {
  const { app, api } = createTestApp()
  await api.workspaces.create({ name: 'Acme' })
  const schemas = [...features, ...dirt].map(({ schema }) => schema)
  const sources = Array.from({ length: ENTRIES }, (_, index) => ({
    dockerRepository: `example/source-${index}`,
    name: `Source ${index}`,
    dockerImageTag: '1.0.0',
    spec: { connectionSpecification: schemas[index % schemas.length] },
  }))
  let longest = 0
  const state = { isOver: false }
  const callInBetween = async () => {
    while (!state.isOver) {
      const startedAt = performance.now()
      await api.session.get({})
      await new Promise((resolve) => void setTimeout(resolve, 10))
      longest = Math.max(longest, performance.now() - startedAt - 10)
    }
  }
  const calls = callInBetween()
  const start = performance.now()
  const text = JSON.stringify({ sources })
  await runThroughFile(text, api.catalog.lint)
  const { entries } = await runThroughFile(text, api.catalog.import)
  const took = performance.now() - start
  state.isOver = true
  await calls
  await app.close()
  const added = entries.filter(({ effect }) => effect === 'add').length
  return [
    {
      what: `check and import a registry of ${ENTRIES} entries (${added} added)`,
      measured: `${took.toFixed(0)} ms`,
      target: `<= ${TARGET_MS} ms`,
      met: took <= TARGET_MS,
    },
    {
      what: 'longest wait of another call during an import',
      measured: `${longest.toFixed(0)} ms`,
      target: `<= ${TARGET_WAIT_MS} ms`,
      met: longest <= TARGET_WAIT_MS,
    },
  ]
}
