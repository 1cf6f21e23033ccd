import { violationsOnPage } from '../../helpers/axe.ts'
import { wordpress } from '../../helpers/samples.ts'
import { expect, test } from '../program.ts'

test('the overview says what burns in all workspaces, and every count, hit and key leads there', async ({
  page,
  program,
}) => {
  const { api } = program
  const { id: acme } = await api.workspaces.create({ name: 'Acme' })
  const { id: globex } = await api.workspaces.create({ name: 'Globex' })
  const install = (workspaceId: string, name: string, secretExpiresAt: string | null = null) =>
    api.connectors.install({ workspaceId, ...wordpress, name, secretExpiresAt })
  await install(acme, 'Healthy')
  await install(globex, 'Fine')
  const late = await install(globex, 'Saltmeadow Bergen', '2020-01-01')
  const broken = await install(globex, 'Press room')
  await api.connectors.activate({ workspaceId: globex, id: late.id })
  await api.connectors.markError({ workspaceId: globex, id: broken.id, message: 'The password was refused' })

  await program.open(page, `/w/${acme}/installed`)
  const switcher = page.getByRole('button', { name: /^Workspace: / })
  await switcher.click()
  await expect(page.getByRole('menuitemradio', { name: /^Globex 3 connectors, 1 error, 1 expired/ })).toBeVisible()
  await page.getByRole('menuitem', { name: /^All workspaces 4 connectors, 1 error, 1 expired/ }).click()
  await expect(page).toHaveURL(/\/overview$/)
  const urgent = page.getByRole('list', { name: 'Most urgent' }).getByRole('listitem')
  await expect(urgent).toHaveText([/Press room/, /Saltmeadow Bergen/])

  // A tile shows what it counts, and a count the connectors of its workspace.
  await page.getByRole('button', { name: /^Expired/ }).click()
  await expect(urgent).toHaveText([/Saltmeadow Bergen/])
  await expect(page).toHaveURL(/\/overview\?trouble=expired$/)
  await page.reload()
  await expect(urgent).toHaveText([/Saltmeadow Bergen/])
  // A search looks through what a chosen tile counts.
  const matches = page.getByRole('list', { name: /^Search results/ }).getByRole('listitem')
  await page.getByRole('searchbox').fill('refused')
  await expect(page.getByText('No connector under “Expired” matches.')).toBeVisible()
  await page.getByRole('button', { name: 'Search all connectors' }).click()
  await expect(matches).toHaveText([/Press room/])
  await page.getByRole('searchbox').fill('example')
  await page.getByRole('button', { name: /^Errors/ }).click()
  await expect(matches).toHaveText([/Press room/])
  await expect(page).toHaveURL(/\/overview\?(?=.*q=example)(?=.*trouble=errors)/)
  // What was pasted by mistake is a search that finds nothing, and no failure.
  await page.getByRole('searchbox').fill('pasted by mistake '.repeat(20))
  await expect(page.getByText('No connector under “Errors” matches.')).toBeVisible()
  await page.getByRole('searchbox').fill('')
  await page.getByRole('button', { name: /^Expired/ }).click()
  await page.getByRole('button', { name: '1 expired in Globex' }).click()
  await expect(page).toHaveURL(new RegExp(`/w/${globex}/installed\\?trouble=expired$`))
  const cards = page.getByRole('list', { name: 'Installed connectors' }).getByRole('listitem')
  await expect(cards).toHaveCount(1)
  await page.getByRole('button', { name: 'Remove the filter Needs attention' }).click()
  await expect(cards).toHaveCount(3)
  await page.goBack()

  // The search forgives a mistake, marks what matches, and follows changes.
  await page.keyboard.press('Control+0')
  await expect(switcher).toHaveAccessibleName('Workspace: All workspaces')
  await page.getByRole('button', { name: /^Expired/ }).click()
  await page.keyboard.press('/')
  await page.keyboard.type('saltmaedow')
  const hits = page.getByRole('list', { name: 'Search results' }).getByRole('listitem')
  await expect(hits).toHaveText([/Saltmeadow Bergen/])
  await expect(hits.locator('mark')).toHaveText('Saltmeadow')
  await api.connectors.update({
    workspaceId: acme,
    id: (await api.connectors.list({ workspaceId: acme }))[0]?.id ?? '',
    name: 'Saltmeadow Oslo',
  })
  await expect(hits).toHaveCount(2)
  await page.getByRole('searchbox').fill('refused')
  await expect(hits).toHaveText([/Press room/])
  await page.getByRole('searchbox').press('Enter')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'Press room' })).toBeVisible()
  await expect(switcher).toHaveAccessibleName('Workspace: Globex')

  // What has one cause is one row with one button that mends it, and opens.
  const second = await install(globex, 'Saltmeadow Turku', '2020-01-01')
  await api.connectors.activate({ workspaceId: globex, id: second.id })
  await page.goto(new URL('/overview', page.url()).href)
  await expect(urgent).toHaveText([/Press room/, /WordPress: the secrets have expired2 connectors of Globex/])
  await page.getByRole('button', { name: /^Show the 2 connectors: WordPress/ }).click()
  await expect(urgent).toHaveCount(4)
  await page.getByRole('button', { name: 'Group: cause' }).click()
  await expect(urgent).toHaveText([/Press room/, /Saltmeadow Bergen/, /Saltmeadow Turku/])
  await page.getByRole('button', { name: 'Group: none' }).click()
  await page.getByRole('button', { name: /^Set the secret for 2…/ }).click()
  await expect(page.getByRole('dialog', { name: 'Set a secret' })).toContainText('Application password')
  await page.keyboard.press('Escape')
  for (const name of ['Harbour blog', 'Harbour news']) {
    const config = { ...wordpress.config, site_url: 'https://127.0.0.1:9' }
    const { id } = await api.connectors.install({ workspaceId: globex, ...wordpress, name, config })
    await api.connectors.activate({ workspaceId: globex, id })
    await api.connectionTests.test({ workspaceId: globex, id })
  }
  await page.getByRole('button', { name: 'Test 2 WordPress: the last test failed' }).click()
  const report = page.getByRole('dialog', { name: '0 of 2 connectors work' })
  await expect(report.getByRole('button', { name: /^Harbour/ })).toHaveCount(2)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Show the 2 connectors: WordPress: the last test failed' }).click()
  await page.getByRole('button', { name: 'Test Harbour news in Globex' }).click()
  await page.getByRole('button', { name: 'Details' }).click()
  await expect(page.getByRole('complementary', { name: 'Harbour news' })).toBeVisible()
  await expect(switcher).toHaveAccessibleName('Workspace: Globex')

  // The keys of the switcher; a pinned workspace comes first.
  await page.keyboard.press('Control+1')
  await expect(switcher).toHaveAccessibleName('Workspace: Acme')
  await page.keyboard.press('Control+2')
  await expect(switcher).toHaveAccessibleName('Workspace: Globex')
  await page.getByRole('tab', { name: 'Workspace' }).click()
  await page.getByRole('button', { name: 'Pin Globex' }).click()
  await page.keyboard.press('Control+2')
  await expect(switcher).toHaveAccessibleName('Workspace: Acme')
  await page.keyboard.press('Control+1')
  await expect(switcher).toHaveAccessibleName('Workspace: Globex')
})

test('the page of a workspace leads to its people, activity, key, backups and trash', async ({ page, program }) => {
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  const { id } = await program.api.connectors.install({ workspaceId, ...wordpress })
  await program.open(page, '/workspace')
  await expect(page).toHaveURL(new RegExp(`/w/${workspaceId}/workspace$`))
  await expect(page.getByRole('region', { name: 'Activity' }).getByRole('listitem')).toHaveText([
    /added Company blog/,
    /created the workspace/,
  ])
  await program.api.connectors.remove({ workspaceId, id })
  await expect(page.getByText('Trash: 1 connector')).toBeVisible()
  for (const [button, dialog] of [
    ['People…', 'People'],
    ['Invite…', 'Invite somebody'],
    ['Key…', 'Key'],
    ['Back up…', 'Back up'],
    ['Restore a backup…', 'Restore a backup'],
    ['Trash…', 'Trash'],
    ['Edit workspace…', 'Edit workspace'],
  ] as const) {
    await page.getByRole('button', { name: button, exact: true }).click()
    await expect(page.getByRole('dialog', { name: dialog })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  // The way to the recovery kit leads to it, and not to the head of the dialog.
  await page.setViewportSize({ width: 800, height: 600 })
  await page.getByRole('button', { name: 'Recovery kit…' }).click()
  const add = page.getByRole('dialog').getByRole('button', { name: 'Add…' })
  await expect(add).toBeFocused()
  await expect(add).toBeInViewport()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect(page).toHaveURL(new RegExp(`/w/${workspaceId}/activity$`))
})

test('in a small window, what a search finds takes the place of the tiles that do not narrow it', async ({
  page,
  program,
}) => {
  const { api } = program
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  for (const name of ['Notice 1', 'Notice 2', 'Notice 3', 'Notice 4', 'Notice 5', 'Shop'])
    await api.connectors.install({ workspaceId, ...wordpress, name })
  const [first] = await api.connectors.list({ workspaceId })
  await api.connectors.markError({ workspaceId, id: first!.id, message: 'The password was refused' })
  await page.setViewportSize({ width: 800, height: 600 })
  await program.open(page, '/overview')
  const tiles = page.getByRole('list', { name: 'What needs attention' }).getByRole('button')
  await expect(tiles).toHaveCount(6)
  await page.getByRole('searchbox').fill('notice')
  const matches = page.getByRole('list', { name: /^Search results/ }).getByRole('listitem')
  await expect(matches).toHaveCount(5)
  for (const match of await matches.all()) await expect(match).toBeInViewport({ ratio: 1 })
  await expect(tiles).toHaveText([/^Errors1/])
  expect(await violationsOnPage(page)).toEqual([])
  await tiles.click()
  await expect(matches).toHaveText([/Notice 1/])
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect(tiles).toHaveCount(6)
})
