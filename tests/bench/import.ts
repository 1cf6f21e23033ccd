import { runThroughFile } from '../../src/shared/catalog-file.ts'
import { dirt } from '../fixtures/schemas/dirt.ts'
import { features } from '../fixtures/schemas/features.ts'
import { createTestApp } from '../helpers/test-app.ts'
import { type Figure, median } from './measure.ts'
import { type Build, loadOld } from './old.ts'

const ENTRIES = 650
const TARGET_MS = 15_000
/** The longest time, in milliseconds, that another call may wait during an import. */
const TARGET_WAIT_MS = 250
const ROUNDS = 3

/**
 * Checking and importing a registry, with a call every now and then that must not wait for it; and the same beside an old
 * build where its directory is given.
 */
export async function benchImport(old?: string): Promise<Figure[]> {
  const build = { createTestApp, runThroughFile }
  const { took, longest, added } = await importRegistry(build)
  const figures = [
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
  if (old !== undefined) figures.push(await compare(build, await loadOld(old)))
  return figures
}

type Importing = Pick<Build, 'createTestApp' | 'runThroughFile'>

/** Imports into an empty catalog, by turns with the old build. */
async function compare(build: Importing, old: Importing): Promise<Figure> {
  const [ours, theirs]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push((await importRegistry(build)).took)
    theirs.push((await importRegistry(old)).took)
  }
  const [now, then] = [median(ours), median(theirs)]
  return {
    what: `check and import a registry of ${ENTRIES} entries: this build / the old one`,
    measured: `${now.toFixed(0)} ms / ${then.toFixed(0)} ms = ${(now / then).toFixed(2)}x`,
    target: '<= 0.4x',
    met: now / then <= 0.4,
  }
}

async function importRegistry({ createTestApp: create, runThroughFile: run }: Importing) {
  const { app, api } = create()
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
  await run(text, api.catalog.lint)
  const { entries } = await run(text, api.catalog.import)
  const took = performance.now() - start
  state.isOver = true
  await calls
  await app.close()
  return { took, longest, added: entries.filter(({ effect }) => effect === 'add').length }
}
