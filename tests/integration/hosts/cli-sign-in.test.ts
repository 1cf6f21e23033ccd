import { expect, test } from 'vitest'
import { runCli } from '../../../src/main/hosts/cli/run.ts'
import type { Terminal } from '../../../src/main/hosts/cli/terminal.ts'
import { createVisitor, startIdentityProvider } from '../../helpers/services/identity-provider.ts'
import { signedIn } from '../../helpers/services/press.ts'
import { resources } from '../../helpers/test-app.ts'

test('connector sign-in prints the address, waits for the browser, and says who has signed in', async () => {
  await using service = await startIdentityProvider()
  const { app, api, workspaceId, id } = await signedIn(service)
  const before = await api.connectors.get({ workspaceId, id })
  const lines: string[] = []
  const errors: string[] = []
  const address = Promise.withResolvers<string>()
  const around: Terminal = {
    log: (line) => void lines.push(line),
    error: (line) => {
      errors.push(line)
      const [, url] = /^Sign in at\n(\S+)$/.exec(line) ?? []
      if (url !== undefined) address.resolve(url)
    },
    progress: () => undefined,
    isInteractive: false,
    environment: {},
    stat: () => Promise.resolve(null),
    read: () => Promise.reject(new Error('No file is read')),
    list: () => Promise.resolve([]),
    makeFolder: () => Promise.resolve([]),
    removeEmptyFolder: () => Promise.resolve(),
    remove: () => Promise.resolve(),
    openFile: () => Promise.reject(new Error('No file is written')),
    signal: new AbortController().signal,
    running: { app, show: () => Promise.reject(new Error('No screen is shown')) },
  }
  const ended = runCli(['connector', 'sign-in', 'press', '--no-open'], resources, around)
  const page = await createVisitor().signIn(await address.promise)
  expect(page.body).toContain('Signed in')
  expect(await ended).toBe(0)
  expect(lines).toEqual(['Signed in as ada.'])
  expect(errors).toHaveLength(1)
  const after = await api.connectors.get({ workspaceId, id })
  expect(after.secrets.map(({ isSet }) => isSet)).toEqual(before.secrets.map(({ isSet }) => isSet))
  expect(after.lastTest).toMatchObject({ ok: true, account: { name: 'ada' } })

  lines.length = 0
  await service[Symbol.asyncDispose]()
  expect(await runCli(['connector', 'sign-in', 'press', '--no-open'], resources, around)).toBe(2)
  expect(lines).toEqual([expect.stringContaining('Nothing answers at 127.0.0.1')])
})
