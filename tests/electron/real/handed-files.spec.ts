import { writeFileSync } from 'node:fs'
import { makeBackupFile } from '../../helpers/backup-file.ts'
import { expect, test } from './desktop.ts'
import { cannotCount, processesOf } from './processes.ts'

test('a second start with a thousand files is bounded and says so, and the first program goes on', async ({
  desktop,
  program: { page, quit },
}) => {
  await expect(page.getByRole('heading', { name: 'Welcome to Patchbay' })).toBeVisible()
  const backup = await makeBackupFile('six words of a backup passphrase')
  const files = Array.from({ length: 1000 }, (_, index) => desktop.at(`backup-${index}.patchbay-backup`))
  for (const file of files.slice(0, 20)) writeFileSync(file, backup)
  const second = desktop.run({ args: files })
  expect(await second.ended).toBe(0)
  if (!cannotCount) await expect.poll(() => processesOf(second)).toEqual([])
  await expect(page.getByText('Only 20 of 1,000 files are opened')).toBeVisible()
  await expect(page.getByRole('dialog', { name: 'Restore a backup' })).toContainText(
    /Opens backup-\d+\.patchbay-backup/,
  )
  expect(await quit()).toBe(0)
})
