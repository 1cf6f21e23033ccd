import { describe, expect, test } from 'vitest'
import { every, OPERATIONS, outcomes, withBench } from './bench.ts'
import { hasSecretService } from './keyring-session.ts'

if (!hasSecretService) console.log('skipped: no Secret Service')

describe.runIf(hasSecretService)('with the Secret Service of gnome-keyring', () => {
  test(
    'everything works while the keyring is unlocked',
    withBench(async ({ session, before, startVaults }) => {
      expect(before.filter((line) => line.startsWith('attribute.account = ws/w1/'))).toHaveLength(1)
      expect(await outcomes(startVaults().askInTurn())).toEqual(every('READY'))
      const after = session.entries()
      expect(after.filter((line) => line.includes('attribute.account'))).toHaveLength(3)
      expect(after).not.toContain('attribute.account = spare')
    }),
  )

  test(
    'without D-Bus every operation says so, and the keyring stays as it was',
    withBench(async ({ session, before, startVaults }) => {
      const { DBUS_SESSION_BUS_ADDRESS: _, ...env } = session.env
      expect(await outcomes(startVaults(env).askInTurn())).toEqual(every('UNAVAILABLE no_dbus'))
      expect(session.entries()).toEqual(before)
    }),
  )

  test(
    'without a service every operation says so, and works once there is one',
    withBench(async ({ session, before, startVaults }) => {
      await session.signal('SIGKILL')
      const vaults = startVaults()
      expect(await outcomes(vaults.askInTurn())).toEqual(every('UNAVAILABLE no_service'))
      await session.startKeyring('unlocked')
      expect(session.entries()).toEqual(before)
      expect(await outcomes(vaults.askInTurn())).toEqual(every('READY'))
    }),
  )

  test(
    'a locked keyring whose prompt is dismissed is LOCKED, not lost, and works once it is unlocked',
    withBench(async ({ session, before, startVaults }) => {
      await session.signal('SIGKILL')
      await session.startKeyring('locked')
      const vaults = startVaults()
      expect(await outcomes(vaults.askInTurn())).toEqual(every('LOCKED locked'))
      await session.unlock()
      expect(session.entries()).toEqual(before)
      expect(await outcomes(vaults.askInTurn())).toEqual(every('READY'))
    }),
  )

  test(
    'a service that is killed in the middle of a call is UNAVAILABLE, and loses nothing',
    withBench(async ({ session, before, startVaults }) => {
      const vaults = startVaults()
      await session.signal('SIGSTOP')
      const calls = vaults.calls(OPERATIONS.length)
      const answers = vaults.askTogether()
      await calls
      await session.signal('SIGKILL')
      expect(await outcomes(answers)).toEqual(
        every(expect.stringMatching(/^UNAVAILABLE (service_stopped|no_service)$/)),
      )
      await session.startKeyring('unlocked')
      expect(session.entries()).toEqual(before)
      expect(await outcomes(startVaults().askInTurn())).toEqual(every('READY'))
    }),
  )
})
