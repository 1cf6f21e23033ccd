import { expect, test } from 'vitest'
import { startIdentityProvider } from '../../helpers/services/identity-provider.ts'
import { signedIn } from '../../helpers/services/press.ts'
import { apply, exportFrom } from './folder.ts'

test('a sign-in outlives a change of settings, and ends with tokens that are supplied', async () => {
  await using service = await startIdentityProvider()
  const { app, api, workspaceId, id, reported } = await signedIn(service)
  const { signIn } = await api.connectors.get({ workspaceId, id })
  expect(signIn).toMatchObject({ lost: null })
  const files = await exportFrom(api, workspaceId)
  const described = files.map(({ path, text }) => ({
    path,
    text: text.replace('\nconfig:', '\ndescription: "x"\nconfig:'),
  }))
  await apply(api, workspaceId, described)
  expect(await api.connectors.get({ workspaceId, id })).toMatchObject({ description: 'x', signIn })
  await apply(api, workspaceId, described, { auth: { [id]: { 'auth.client_secret': 'another-client-secret' } } })
  expect(await api.connectors.get({ workspaceId, id })).toMatchObject({ signIn })
  await apply(api, workspaceId, described, { auth: { [id]: { 'auth.access_token': 'another-access-token' } } })
  expect(await api.connectors.get({ workspaceId, id })).toMatchObject({ signIn: null })
  await app.close()
  expect(reported).toEqual([])
})
