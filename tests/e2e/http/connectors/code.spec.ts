import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { violationsOnPage } from '../../../helpers/axe.ts'
import { wordpress } from '../../../helpers/samples.ts'
import { temporaryDirectory } from '../../../helpers/test-app.ts'
import { expect, test } from '../../program.ts'

test('files are imported after a plan with a choice for each connector, and written again', async ({
  page,
  program,
}) => {
  using folder = temporaryDirectory()
  const { api } = program
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  await api.workspaces.setProduction({ workspaceId, isProduction: true })
  const install = (name: string) => api.connectors.install({ workspaceId, ...wordpress, name })
  const [blog, shop] = [await install('Blog'), await install('Shop')]
  await install('Old')
  const { files } = await api.workspaceCode.export({ workspaceId })
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder.path, path)), { recursive: true })
    writeFileSync(join(folder.path, path), text)
  }
  const fileOf = (id: string) => files.find(({ path }) => path.includes(id)) ?? { path: '', text: '' }
  for (const { id } of [blog, shop])
    write(
      fileOf(id).path,
      fileOf(id).text.replace('status: "inactive"', 'status: "inactive"\ndescription: "from code"'),
    )
  write('new.yaml', 'nmae: New\n')
  write('.git/broken.yaml', 'name: [\n')
  write('notes.txt', 'nothing')

  await program.open(page, `/w/${workspaceId}/workspace`)
  await page.getByRole('button', { name: 'Import connectors from code…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import connectors from code' })

  // Files without a connector, and files with mistakes.
  await dialog.getByLabel('Files', { exact: true }).setInputFiles(join(folder.path, 'notes.txt'))
  await expect(dialog.getByText('No YAML file describes a connector here')).toBeVisible()
  await dialog.getByLabel('Folder with the files').setInputFiles(folder.path)
  const mistakes = dialog.getByRole('list', { name: 'Mistakes in the files' })
  await expect(mistakes).toContainText('new.yaml:1:1: There is no field nmae. Did you mean name?')
  expect(await violationsOnPage(page)).toEqual([])

  write('new.yaml', 'name: New\ncatalog_key: wordpress\nconfig: {site_url: "https://new.example.com", username: me}\n')
  await dialog.getByLabel('Folder with the files').setInputFiles(folder.path)
  const plan = dialog.getByRole('list', { name: 'What would change' })
  await expect(plan.getByRole('listitem').filter({ hasText: 'Blog' })).toContainText('from code')
  await expect(plan.getByText('A required secret is missing, so it stays inactive until you set it.')).toBeVisible()
  await expect(dialog.getByText('1 to create · 2 to change · 0 already as the files say')).toBeVisible()
  await dialog.getByLabel('Also delete connectors that no file describes').check()
  await expect(dialog.getByText('1 to create · 2 to change · 1 to delete · 0 already as the files say')).toBeVisible()
  await dialog.getByRole('group', { name: 'What to do with Shop' }).getByRole('button', { name: 'Keep mine' }).click()
  expect(await violationsOnPage(page)).toEqual([])

  // A change in between makes the plan stale, which is shown again as things are now.
  await api.connectors.changeMany({ workspaceId, changes: [{ id: blog.id, tags: ['now'] }] })
  const confirm = async () => {
    await dialog.getByRole('button', { name: 'Import 3 changes' }).click()
    const question = page.getByRole('alertdialog', { name: 'Import into production?' })
    await question.getByRole('textbox').fill('Acme')
    await question.getByRole('button', { name: 'Import 3 changes' }).click()
  }
  await confirm()
  await expect(dialog.getByText('so nothing was applied')).toBeVisible()
  await expect(plan.getByRole('listitem').filter({ hasText: 'Blog' })).toContainText('now')
  await confirm()
  await expect(page.getByText('3 connectors were imported from code')).toBeVisible()
  await expect(page.getByText('1 created, 1 changed, 1 moved to the trash')).toBeVisible()
  expect(await api.connectors.list({ workspaceId })).toMatchObject([
    { name: 'Blog', description: 'from code', tags: [] },
    { name: 'New', status: 'inactive' },
    { name: 'Shop', description: '' },
  ])

  await page.getByRole('tab', { name: 'Workspace' }).click()
  const downloads = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export as code…' }).click()
  const file = await (await downloads).path()
  expect(readFileSync(file, 'utf8')).toContain('description: "from code"')
  await page.getByRole('button', { name: 'Import connectors from code…' }).click()
  await dialog.getByLabel('Files', { exact: true }).setInputFiles({
    ...{ name: 'acme.yaml', mimeType: 'application/yaml' },
    buffer: readFileSync(file),
  })
  await expect(dialog.getByText('3 already as the files say')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
})
