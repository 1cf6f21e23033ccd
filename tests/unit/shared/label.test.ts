import { expect, test } from 'vitest'
import { labelFromName } from '../../../src/shared/label.ts'

test('Names become labels', () => {
  const labels = ['client_id', 'siteUrl', 'oauth-token', 'API_KEY', 'scope.ids', ''].map(labelFromName)
  expect(labels).toEqual(['Client ID', 'Site URL', 'OAuth token', 'API key', 'Scope IDs', ''])
})
