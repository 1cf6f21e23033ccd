import { expect, test } from '../../program.ts'

test('activity that cannot be read says why, and is read again from where it stopped', async ({ page, program }) => {
  const { api } = program
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  for (let count = 1; count <= 60; count += 1) await api.workspaces.rename({ workspaceId, name: `Acme ${count}` })
  const reads = '**/call/activity.list'
  // An answer that is lost would be asked for again without a click.
  const error = { code: 'internal', reason: 'unexpected', values: {}, message: 'Something went wrong' }
  const failReads = () => page.route(reads, (route) => route.fulfill({ status: 500, json: { ok: false, error } }))
  await failReads()
  await program.open(page, `/w/${workspaceId}/activity`)
  const failed = page.getByRole('alert').filter({ hasText: 'The activity could not be loaded' })
  await expect(failed).toBeVisible()
  await page.unroute(reads)
  await failed.getByRole('button', { name: 'Retry' }).click()
  const list = page.getByRole('list', { name: 'Activity' })
  await expect(list).toContainText('renamed the workspace to Acme 60')
  await expect(failed).toBeHidden()

  // The next page fails alone: what is listed stays.
  await failReads()
  await list.getByRole('listitem').first().focus()
  const rest = page.getByRole('alert').filter({ hasText: 'The rest of the activity could not be loaded' })
  await expect(async () => {
    await page.keyboard.press('End')
    await expect(rest).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect(list.getByRole('listitem')).not.toHaveCount(0)
  await page.unroute(reads)
  await rest.getByRole('button', { name: 'Retry' }).click()
  await expect(rest).toBeHidden()
  await list.getByRole('listitem').first().focus()
  await expect(async () => {
    await page.keyboard.press('End')
    await expect(list).toContainText('created the workspace', { timeout: 1000 })
  }).toPass()
})
