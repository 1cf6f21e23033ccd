import { expect, test } from 'vitest'
import { createImportStore } from '../../../../../src/renderer/stores/files/import-store.ts'
import { createTestApp } from '../../../../helpers/test-app.ts'

const schema = { type: 'object', properties: { region: { type: 'string' } } }
const sources = ['one', 'two'].map((name) => ({
  dockerRepository: `example/${name}`,
  name,
  dockerImageTag: '1.0.0',
  spec: { connectionSpecification: schema },
}))

test('an import counts from none of its entries on, not from what the check before it has come to', async () => {
  const { api } = createTestApp()
  const imports = createImportStore(api)
  await imports.add([new File([JSON.stringify({ sources })], 'registry.json')])
  expect(imports.store.getState()).toMatchObject({ step: 'preview', progress: { done: 2, total: 2 } })
  const counts: number[] = []
  imports.store.subscribe(({ step, progress }, before) => {
    if (step === 'importing' && progress !== before.progress) counts.push(progress.done)
  })
  await imports.run()
  expect(counts).toEqual([0, 2])
  expect(imports.store.getState()).toMatchObject({ step: 'done', error: null })
})
