import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFormStore } from '../../../src/renderer/forms/data/form-store.ts'
import type { JsonObject } from '../../../src/shared/json.ts'
import { splitSecrets } from '../../../src/shared/secret-values.ts'
import { dirt } from '../../fixtures/schemas/dirt.ts'
import { features } from '../../fixtures/schemas/features.ts'
import { valueCases } from '../../fixtures/schemas/values.ts'
import { asFile, entryOf } from '../../helpers/catalog-entries.ts'
import { times } from '../../helpers/long.ts'
import { createTestApp, type TestApp } from '../../helpers/test-app.ts'
import { samples } from './samples.ts'

let program: TestApp
let workspaceId: string
let count = 0
beforeAll(async () => {
  program = createTestApp()
  workspaceId = (await program.api.workspaces.create({ name: 'Acme' })).id
})
afterAll(async () => {
  expect(program.reported).toEqual([])
  await program.app.close()
})

/** The same schema with one more field, for a change that touches nothing else. */
const withNote = (schema: object): JsonObject => ({
  ...schema,
  properties: { ...(schema as { properties?: object }).properties, note_beside: { type: 'string' } },
})

/**
 * Opens each config in a form, changes another field, saves, and answers what the program had before and after, as JSON,
 * without that field.
 */
async function readBack(schema: object, configs: readonly JsonObject[]) {
  const { api } = program
  await api.catalog.import(asFile(entryOf('mine', { configSchema: withNote(schema) })))
  const entry = await api.catalog.get({ key: 'mine' })
  const [before, after]: [string[], string[]] = [[], []]
  for (const value of configs) {
    const name = `Blog ${(count += 1)}`
    const { id } = await api.connectors.install({ workspaceId, catalogKey: 'mine', name, config: value })
    const { config, secrets } = await api.connectors.get({ workspaceId, id })
    expect(JSON.stringify(config)).toBe(JSON.stringify(splitSecrets(entry, { config: value, auth: {} }).config))
    const form = createFormStore({ schemas: entry, config, secrets, isNew: false })
    form.change('changed', ['config', 'note_beside'])
    expect(form.problems()).toEqual({})
    await api.connectors.update({ workspaceId, id, ...form.value() })
    const saved = await api.connectors.get({ workspaceId, id })
    const { note_beside: note, ...others } = saved.config
    expect(note).toBe('changed')
    before.push(JSON.stringify([config, secrets]))
    after.push(JSON.stringify([others, saved.secrets]))
    await api.connectors.remove({ workspaceId, id })
  }
  await api.trash.empty({ workspaceId })
  return { before, after }
}

const fixtures = [...features, ...dirt, ...valueCases].filter(({ valid = [] }) => valid.length > 0)

test.each(fixtures)('$name: values are read back as they were', async ({ schema, valid = [] }) => {
  const { before, after } = await readBack(schema, valid as JsonObject[])
  expect(after).toEqual(before)
})

test('values of generated schemas are read back as they were', async () => {
  const property = fc.asyncProperty(samples, async ({ schema, configs }) => {
    const { before, after } = await readBack(schema, configs)
    expect(after).toEqual(before)
  })
  await fc.assert(property, { numRuns: times(100, 3000) })
})
