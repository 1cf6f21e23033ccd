import { describe, expect, test } from 'vitest'
import { every, keysIn, outcomes, withBench } from './bench.ts'
import { hasSecretService } from './keyring-session.ts'

if (!hasSecretService) console.log('skipped: no Secret Service')

describe.runIf(hasSecretService)('with a Secret Service that hangs or was restarted', () => {
  test(
    'a service that was restarted is found again, and a hanging one holds up no exit',
    withBench(async ({ session, startVaults }) => {
      const vaults = startVaults()
      expect(await outcomes(vaults.askInTurn())).toEqual(every('READY'))
      await session.signal('SIGKILL')
      await session.startKeyring('unlocked')
      expect(await outcomes(vaults.askInTurn())).toEqual(every('READY'))
      await session.signal('SIGSTOP')
      const calls = vaults.calls(1)
      for (const answer of vaults.askTogether()) answer.catch(() => undefined)
      await calls
      const start = performance.now()
      await vaults.exit()
      // libsecret itself would wait for 20 seconds and more.
      expect(performance.now() - start).toBeLessThan(15_000)
    }),
  )

  test(
    'a service that hangs is answered for after 5 seconds, and works once it goes on',
    withBench(async ({ session, before, startVaults }) => {
      const vaults = startVaults()
      await session.signal('SIGSTOP')
      expect(await outcomes(vaults.askTogether())).toEqual(every('UNAVAILABLE timeout'))
      await session.signal('SIGCONT')
      // The service now does what it was asked in vain; that is never to store a key.
      expect(keysIn(session.entries())).toEqual(keysIn(before))
      expect(await outcomes(vaults.askInTurn())).toEqual(every('READY'))
    }),
  )
})
