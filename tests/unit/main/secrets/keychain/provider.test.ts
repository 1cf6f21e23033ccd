import { utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { waitForWallet } from '../../../../../src/main/secrets/keychain/provider.ts'
import { temporaryDirectory } from '../../../../helpers/test-app.ts'

test('a wallet that is written after its answer is waited for', async () => {
  using directory = temporaryDirectory()
  const file = join(directory.path, 'kdewallet.kwl')
  const since = Date.now()
  writeFileSync(file, '')
  utimesSync(file, since / 1000 - 60, since / 1000 - 60)
  let isOver = false
  const waiting = waitForWallet(since, directory.path).then(() => {
    isOver = true
  })
  // It looks at once, so another wait of the same kind that is over shows that this one is not.
  await waitForWallet(since - 120_000, directory.path)
  expect(isOver).toBe(false)
  utimesSync(file, since / 1000 + 1, since / 1000 + 1)
  await waiting
})

test('where there is no wallet, nothing is waited for', async () => {
  using directory = temporaryDirectory()
  const start = performance.now()
  await waitForWallet(Date.now(), directory.path)
  await waitForWallet(Date.now(), join(directory.path, 'nowhere'))
  expect(performance.now() - start).toBeLessThan(5000)
})
