import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

import type { Figure } from './measure.ts'

type Programs = typeof import('../helpers/test-app.ts')
type Fill = typeof import('./fill.ts')
type Files = typeof import('../../src/shared/catalog-file.ts')

/** What benches need of a program, whose parts belong to one build. */
export type Build = Pick<Programs, 'createTestApp' | 'openTestStore'> &
  Pick<Fill, 'fillWorkspace'> &
  Pick<Files, 'runThroughFile'>

/** The sources of an older build in a folder of its own, whose tables and calls are those of today as far as benches use them. */
export async function loadOld(directory: string): Promise<Build> {
  const load = async <T>(file: string) => (await import(pathToFileURL(join(resolve(directory), file)).href)) as T
  const { createTestApp, openTestStore } = await load<Programs>('tests/helpers/test-app.ts')
  const { fillWorkspace } = await load<Fill>('tests/bench/fill.ts')
  // The first edition had it in the contract.
  const files = ['src/shared/catalog-file.ts', 'src/contract/catalog-file.ts']
  const file = files.find((path) => existsSync(join(directory, path)))
  if (file === undefined) throw new Error(`There are no sources in ${directory}`)
  const { runThroughFile } = await load<Files>(file)
  return { createTestApp, openTestStore, fillWorkspace, runThroughFile }
}

/** How both builds do beside a bare part of their own, which takes out what one of them does more. */
export const toShares = (what: string, now: number, then: number): Figure => ({
  what: `${what}: this build / the old one`,
  measured: `${now.toFixed(2)}x / ${then.toFixed(2)}x = ${(now / then).toFixed(2)}x`,
  target: 'no target',
  met: true,
})
