import { asFile, entryOf } from '../../../helpers/catalog-entries.ts'
import { site } from '../../../helpers/services/wordpress-site.ts'
import { expect, test } from '../../program.ts'

test('the screens are in the language of the browser, and in another one once it is chosen', async ({
  browser,
  program,
}) => {
  await program.api.workspaces.create({ name: 'Acme' })
  await using context = await browser.newContext({ locale: 'de-AT' })
  const page = await context.newPage()
  await program.open(page)
  await expect(page.getByRole('button', { name: 'Workspace: Acme' })).toBeVisible()
  const root = page.locator('html')
  await expect(root).toHaveAttribute('lang', 'de')
  await page.keyboard.press('Control+,')
  await expect(page).toHaveTitle('Einstellungen · Patchbay')

  // `check` would look for the radio once more, which has another name by then.
  await page.getByRole('group', { name: 'Sprache' }).getByRole('radio', { name: 'English' }).click()
  await expect(page).toHaveTitle('Settings · Patchbay')
  await expect(page).toHaveURL(/\/settings$/)
  await expect(root).toHaveAttribute('lang', 'en')
  await expect.poll(() => program.api.settings.mine({})).toMatchObject({ language: 'en' })
})

test('a change of the language waits for an open form, so nothing that was typed is lost', async ({
  page,
  program,
}) => {
  await program.api.workspaces.create({ name: 'Acme' })
  await program.open(page)
  await page.getByRole('button', { name: 'Workspace: Acme' }).click()
  await page.getByRole('menuitem', { name: 'New workspace' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('textbox').first().fill('Brightwater')
  await program.api.settings.setMine({ language: 'de' })
  await expect(page.locator('html')).toHaveAttribute('data-language', 'de')
  await expect(form.getByRole('textbox').first()).toHaveValue('Brightwater')

  await page.keyboard.press('Escape')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click()
  await expect(page).toHaveTitle(/Katalog|Installiert/)
})

test('the help says in German that its pages are in English, and what the doctor finds is in German', async ({
  browser,
  program,
}) => {
  await program.api.workspaces.create({ name: 'Acme' })
  await using context = await browser.newContext({ locale: 'de-DE' })
  const page = await context.newPage()
  await program.open(page)
  await page.getByRole('tab', { name: 'Katalog' }).waitFor()
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Hilfe' })
  await expect(help.getByText('Die Hilfeseiten sind auf Englisch')).toBeVisible()
  await expect(help.getByRole('region').locator('[lang=en]')).toContainText('catalog')
  await help.getByRole('searchbox', { name: 'Hilfe durchsuchen' }).fill('sicherung')
  await help.getByRole('button', { name: 'Sicherungen', exact: true }).last().click()
  await expect(help.getByRole('region', { name: 'Sicherungen' }).locator('[lang=en]')).toContainText('backup')
  await help.getByRole('button', { name: 'Über Patchbay' }).click()
  const about = help.getByRole('region')
  await expect(about.getByText('alle Seiten, Indizes, Verweise und Zeilen gelesen')).toBeVisible()
  await expect(about.locator('dl')).not.toContainText(/\b(open|every|the|none|rows?)\b/)
})

test('a number is typed and shown with a decimal comma in German, and one that may be thousands is not taken', async ({
  browser,
  program,
}) => {
  const { api } = program
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const configSchema = {
    ...{ $schema: 'http://json-schema.org/draft-07/schema#', type: 'object' },
    properties: { ratio: { type: 'number', title: 'Ratio', maximum: 2000.5 } },
  }
  await api.catalog.import(asFile(entryOf('mixer', { configSchema })))
  const { id } = await api.connectors.install({
    workspaceId,
    catalogKey: 'mixer',
    name: 'Blog',
    config: { ratio: 1.5 },
  })
  await using context = await browser.newContext({ locale: 'de-DE' })
  const page = await context.newPage()
  await program.open(page, '/installed')
  await page.getByRole('button', { name: '„Blog“ konfigurieren' }).click()
  const form = page.getByRole('dialog')
  const ratio = form.getByLabel('Ratio')
  await expect(ratio).toHaveValue('1,5')
  const save = form.getByRole('button', { name: 'Speichern' })
  await ratio.fill('1.250')
  await save.click()
  await expect(ratio).toHaveAccessibleDescription('Schreiben Sie 1250 oder 1,250: So könnte beides gemeint sein')
  await ratio.fill('4000,75')
  await save.click()
  await expect(ratio).toHaveAccessibleDescription('Geben Sie höchstens 2000,5 ein')
  await ratio.fill('')
  await ratio.pressSequentially('0,75')
  await save.click()
  await expect(form).toBeHidden()
  expect(await api.connectors.get({ workspaceId, id })).toMatchObject({ config: { ratio: 0.75 } })
})

test('mistakes in files are in German, with their places', async ({ browser, program }) => {
  await program.api.workspaces.create({ name: 'Acme' })
  await using context = await browser.newContext({ locale: 'de-DE' })
  const page = await context.newPage()
  await program.open(page, '/workspace')
  await page.getByRole('button', { name: 'Importieren…' }).click()
  const dialog = page.getByRole('dialog')
  const text = 'catalog_key: wordpress\nstatus: on\nnmae: x\nconfig: {a: *b}\n'
  const choose = (text: string) =>
    dialog
      .getByLabel('Dateien', { exact: true })
      .setInputFiles({ name: 'one.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) })
  const mistakes = dialog.getByRole('list', { name: 'Fehler in den Dateien' }).getByRole('listitem')
  await choose(text)
  await expect(mistakes).toHaveText(['one.yaml:4:13: Vor diesem Alias gibt es keinen Anker b'])
  await choose(text.replace('*b', '1'))
  await expect(mistakes).toHaveText([
    'one.yaml:1:1: name: Geben Sie einen Wert ein',
    'one.yaml:2:9: status: Wählen Sie eines von: inactive, active, error',
    'one.yaml:3:1: Es gibt kein Feld nmae. Meinten Sie name?',
  ])
})

test('why a test failed is in German wherever it is kept, after an undo and a change of the connector as well', async ({
  browser,
  program,
}) => {
  const { api } = program
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  // Nothing listens on this port.
  const { id } = await api.connectors.install({ workspaceId, name: 'Blog', ...site(9) })
  await api.connectionTests.test({ workspaceId, id, markError: true })
  const { updatedAt } = await api.connectors.get({ workspaceId, id })
  await api.connectors.update({ workspaceId, id, expectedUpdatedAt: updatedAt, description: 'Of the shop' })
  await using context = await browser.newContext({ locale: 'de-DE' })
  const page = await context.newPage()
  await program.open(page, '/installed')
  const german = /Unter 127\.0\.0\.1:9 antwortet nichts/
  const card = page.getByRole('listitem', { name: 'Blog' })
  await expect(card).toContainText(german)
  await card.getByRole('button', { name: '„Blog“ aktivieren' }).click()
  await page.getByRole('button', { name: 'Rückgängig' }).click()
  await expect(card).toContainText(german)

  await page.getByRole('searchbox').fill('antwortet nichts')
  await expect(card).toContainText(german)
  await page.getByRole('button', { name: '„Blog“ konfigurieren' }).click()
  await expect(page.getByRole('dialog')).toContainText(german)
  await page.keyboard.press('Escape')
  await program.open(page, '/activity')
  await expect(page.getByRole('tabpanel')).toContainText(german)
  await program.open(page, '/overview')
  await expect(page.getByRole('main')).toContainText(german)
  await page.getByRole('searchbox').fill('antwortet nichts')
  await expect(page.getByRole('main').locator('mark').first()).toHaveText('antwortet')
  await expect(page.getByText('Nothing answers')).toHaveCount(0)
})

test('the details of the activity name the fields that every connector has, and what they were, in German', async ({
  browser,
  program,
}) => {
  const { api } = program
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const { id } = await api.connectors.install({ workspaceId, name: 'Blog', ...site(9) })
  await api.connectors.update({
    workspaceId,
    id,
    tags: ['prod'],
    description: 'Of the shop',
    colour: 'red',
    secretExpiresAt: '2031-12-24',
  })
  await api.connectors.activate({ workspaceId, id })
  await using context = await browser.newContext({ locale: 'de-DE' })
  const page = await context.newPage()
  await program.open(page, '/activity')
  const rows = page.getByRole('tabpanel')
  await rows.getByRole('button', { name: /^Details: .*aktiviert/ }).click()
  await rows.getByRole('button', { name: /^Details: .*Felder/ }).click()
  await expect(rows.locator('dt')).toHaveText([
    'Status',
    'Schlagwörter',
    'Beschreibung',
    'Farbe',
    'Ablauf der Geheimnisse',
  ])
  await expect(rows.locator('ins')).toHaveText([/Aktiv$/, /prod$/, /Of the shop$/, /Rot$/, /24\.12\.2031$/])
})

test('from right to left, menus open at the other side and the arrow keys go with the cards', async ({
  browser,
  program,
}) => {
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Acme' })
  await program.api.connectors.loadSamples({ workspaceId })
  await using context = await browser.newContext({ locale: 'ar-XB', viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await program.open(page, '/catalog')
  const card = (at: number) => page.getByRole('tabpanel').locator(`[data-card="${at}"]`)
  const leftOf = async (at: number) => (await card(at).boundingBox())?.x ?? 0
  await expect(card(1)).toBeVisible()
  expect(await leftOf(1)).toBeLessThan(await leftOf(0))
  await card(0).focus()
  await page.keyboard.press('ArrowLeft')
  await expect(card(1)).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(card(0)).toBeFocused()

  const trigger = page.getByRole('button', { name: /^Wóórkspáácéé/ }).first()
  await trigger.click()
  const menu = page.getByRole('menu').or(page.getByRole('listbox')).first()
  await expect(menu).toBeVisible()
  const [button, popup] = [await trigger.boundingBox(), await menu.boundingBox()]
  const rightOf = (box: typeof button) => (box ? box.x + box.width : 0)
  expect(Math.abs(rightOf(button) - rightOf(popup))).toBeLessThan(12)
})
