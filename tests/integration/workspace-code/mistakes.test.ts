import { expect, test } from 'vitest'
import { refusal } from '../../helpers/errors.ts'
import { createTestApp } from '../../helpers/test-app.ts'
import { file, linesOf, plan } from './folder.ts'

test('a secret in a file is refused with where it belongs, and is not repeated', async () => {
  const { api, app } = createTestApp()
  const { id } = await api.workspaces.create({ name: 'Acme' })
  const places = [
    'auth:\n  integration_token: canaryOfTheFile1234',
    'secrets:\n  auth.integration_token:\n    value: canaryOfTheFile1234',
  ]
  for (const place of places) {
    const error = await refusal(plan(api, id, file(`name: Stories\ncatalog_key: medium\n${place}\n`)))
    expect(linesOf(error)[0]).toContain(
      'Files hold no secrets. Supply them beside the files, or name where they are kept as a reference under secrets',
    )
    expect(JSON.stringify(error)).not.toContain('canary')
  }
  await app.close()
})
