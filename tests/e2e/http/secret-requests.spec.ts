import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, type Page, test } from '@playwright/test'
import { startHttpHost } from '../../../src/main/hosts/http/server.ts'
import { violationsInDialog, violationsOnPage } from '../../helpers/axe.ts'
import { createTestApp, resources, temporaryDirectory } from '../../helpers/test-app.ts'

const { rendererDir, version } = resources
const PASSWORD = 'abcd EFGH 1234 ijkl MNOP 6789'

/** The file that a click saves. */
const saved = async (page: Page, click: () => Promise<void>, file: string) => {
  const [download] = await Promise.all([page.waitForEvent('download'), click()])
  await download.saveAs(file)
  return download.suggestedFilename()
}

test.setTimeout(60_000)
test('a page from a file encrypts what somebody types, and its answer is taken on the screens', async ({ browser }) => {
  using directory = temporaryDirectory()
  const program = createTestApp()
  program.clock.set(new Date().toISOString())
  const { id: workspaceId } = await program.api.workspaces.create({ name: 'Aldermoor Foods' })
  const host = await startHttpHost({ app: program.app, rendererDir, port: 0, version })
  // Nothing but the two pages of this test.
  const context = await browser.newContext({ acceptDownloads: true })
  const page = await context.newPage()
  await page.goto(host.oneTimeUrl())
  // Another address in its place would keep the page from signing in.
  await expect(page.getByRole('tab', { name: 'Catalog' })).toBeVisible()

  await test.step('a connector is added without the secret that is asked for', async () => {
    await page.goto(`${host.url}/w/${workspaceId}/catalog`)
    await page.getByRole('button', { name: 'Add WordPress' }).click()
    const form = page.getByRole('dialog', { name: 'Add WordPress' })
    await form.getByLabel('Site URL').fill('https://berlin.morningoat.example')
    await form.getByLabel('Username').fill('patchbay')
    await form.getByRole('button', { name: 'Add connector' }).click()
    await expect(form.getByText('Enter the application password')).toBeVisible()
    await form.getByRole('button', { name: 'Ask for it: Application password' }).click()
    await expect(form.getByText('You ask for it as soon as the connector is added.')).toBeVisible()
    await expect(form.getByText('Enter the application password')).toHaveCount(0)
    await form.getByRole('button', { name: 'Add connector' }).click()
  })

  const [request, answer] = [join(directory.path, 'ask.html'), join(directory.path, 'blog.patchbay-answer')]
  let code = ''
  await test.step('its page is saved, with a code that is shown on both sides', async () => {
    const dialog = page.getByRole('dialog', { name: 'Ask somebody else for a secret' })
    await expect(dialog.getByRole('checkbox', { name: /Application password/ })).toBeChecked()
    await dialog.getByLabel('Note to them').fill('Could you <b>create</b> a new one?')
    expect(await violationsInDialog(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Preview' }).click()
    const preview = page.getByRole('dialog', { name: 'Preview' })
    await expect(preview.getByText('Could you <b>create</b> a new one?')).toBeVisible()
    await expect(preview.getByText('Ada, Aldermoor Foods')).toBeVisible()
    expect(await violationsInDialog(page)).toEqual([])
    await preview.getByRole('button', { name: 'Back' }).click()
    await expect(dialog.getByLabel('Note to them')).toHaveValue('Could you <b>create</b> a new one?')
    const name = await saved(page, () => dialog.getByRole('button', { name: 'Save page…' }).click(), request)
    expect(name).toBe('wordpress-ask.html')
    const done = page.getByRole('dialog', { name: 'The page is saved' })
    code = (await done.locator('code').textContent()) ?? ''
    await page.keyboard.press('Escape')
  })

  await test.step('the person who is asked opens the file and saves an answer; nothing goes to the network', async () => {
    const theirs = await context.newPage()
    const requests: string[] = []
    theirs.on('request', (each) => void requests.push(each.url()))
    const problems: string[] = []
    theirs.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())))
    theirs.on('pageerror', (error) => problems.push(error.message))
    await theirs.goto(pathToFileURL(request).href)
    await expect(theirs.getByText('Could you <b>create</b> a new one?')).toBeVisible()
    await expect(theirs.getByText(code)).toBeVisible()
    expect(await violationsOnPage(theirs)).toEqual([])
    const field = theirs.getByLabel('Application password', { exact: true })
    await theirs.getByRole('button', { name: 'Encrypt and save' }).click()
    await expect(theirs.getByText('Fill in every field.')).toBeVisible()
    await field.fill(PASSWORD)
    await theirs.getByRole('button', { name: 'Show Application password' }).click()
    await expect(field).toHaveAttribute('type', 'text')
    const name = await saved(theirs, () => theirs.getByRole('button', { name: 'Encrypt and save' }).click(), answer)
    expect(name).toBe('wordpress.patchbay-answer')
    code = (await theirs.locator('#code').textContent()) ?? ''
    expect(await theirs.content()).not.toContain(PASSWORD)
    expect(requests.filter((url) => !url.startsWith('file:') && !url.startsWith('blob:'))).toEqual([])
    // The policy holds for what a script would try, too.
    const isBlocked = await theirs.evaluate(
      (url) =>
        fetch(url).then(
          () => false,
          () => true,
        ),
      host.url,
    )
    expect(isBlocked).toBe(true)
    expect(problems.filter((text) => !/Content Security Policy|Fetch API/.test(text))).toEqual([])
    await theirs.close()
  })

  await test.step('the secret waits, and the answer is checked and stored without its values being shown', async () => {
    await page.getByRole('button', { name: 'Configure WordPress' }).click()
    await expect(page.getByText(/^Waiting for an answer until/)).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('requests for secrets')
    await page.keyboard.press('Enter')
    const list = page.getByRole('dialog', { name: 'Requests for secrets' })
    await expect(list.getByText('Waiting')).toBeVisible()
    await list.getByLabel('Answer file').setInputFiles(answer)
    const dialog = page.getByRole('dialog', { name: 'Answer to a request' })
    await expect(dialog.locator('code')).toHaveText(code)
    expect(await violationsInDialog(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Store the values' }).click()
    await expect(page.getByText('The values for WordPress are stored')).toBeVisible()
    const [card] = await program.api.connectors.list({ workspaceId })
    const { secrets } = await program.api.connectors.get({ workspaceId, id: card?.id ?? '' })
    expect(secrets).toMatchObject([{ path: 'auth.application_password', isSet: true }])
  })

  await test.step('the same file dropped on the window is refused with the reason', async () => {
    const data = await page.evaluateHandle(() => {
      const transfer = new DataTransfer()
      transfer.items.add(new File(['no answer'], 'x.patchbay-answer'))
      return transfer
    })
    await page.dispatchEvent('body', 'drop', { dataTransfer: data })
    await expect(page.getByText(/This is not a whole answer/)).toBeVisible()
  })
  await context.close()
  await host.close()
  await program.app.close()
  expect(program.reported).toEqual([])
})
