import { apiOfWindow } from '../hosts/window-api.ts'
import { hasSecretService, startKeyringSession } from '../../keychain/keyring-session.ts'
import { wordpress } from '../../helpers/samples.ts'
import { expect, test } from './program/desktop.ts'
import { cannotCount, processesOf } from './program/processes.ts'

test.skip(!hasSecretService, 'there is no Secret Service here')

test('a missing keyring is reported, and a restarted one is found again', async ({ desktop }) => {
  const session = await startKeyringSession()
  try {
    await session.startKeyring('unlocked')
    const first = await desktop.start({ env: session.env })
    const { id: workspaceId } = await apiOfWindow(first.page).workspaces.create({ name: 'Acme' })
    await apiOfWindow(first.page).connectors.install({ workspaceId, ...wordpress })
    expect(await first.quit()).toBe(0)

    await session.signal('SIGKILL')
    const api = apiOfWindow((await desktop.start({ env: session.env })).page)
    expect(await api.keys.open({ workspaceId })).toMatchObject({ state: 'UNAVAILABLE', reason: 'no_service' })
    await session.startKeyring('unlocked')
    expect(await api.keys.open({ workspaceId })).toMatchObject({ state: 'READY' })

    await session.signal('SIGKILL')
    await session.startKeyring('unlocked')
    const other = await api.workspaces.create({ name: 'Other' })
    expect(await api.keys.open({ workspaceId: other.id })).toMatchObject({ state: 'READY' })
  } finally {
    await session.end()
  }
})

test('a keyring that hangs does not delay quitting and leaves no process', async ({ desktop }) => {
  const session = await startKeyringSession()
  try {
    await session.startKeyring('unlocked')
    const program = await desktop.start({ env: session.env })
    await session.signal('SIGSTOP')
    const creation = expect(apiOfWindow(program.page).workspaces.create({ name: 'Acme' })).rejects.toThrow()
    if (!cannotCount) await expect.poll(() => processesOf(program)).toContain('node.mojom.NodeService')
    const start = performance.now()
    expect(await program.quit()).toBe(0)
    // libsecret itself would wait for 20 seconds or more.
    expect(performance.now() - start).toBeLessThan(15_000)
    await creation
    if (!cannotCount) await expect.poll(() => processesOf(program)).toEqual([])
  } finally {
    await session.end()
  }
})
