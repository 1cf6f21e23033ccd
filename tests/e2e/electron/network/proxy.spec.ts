import { readFileSync, writeFileSync } from 'node:fs'
import { apiOfWindow } from '../../hosts/window-api.ts'
import { createIssuer } from '../../../helpers/services/certificates.ts'
import { startProxy } from '../../../helpers/services/service.ts'
import { violationsOnPage } from '../../../helpers/axe.ts'
import { wordpress } from '../../../helpers/samples.ts'
import { expect, test } from '../program/desktop.ts'

test('a person sets the proxy and chooses certificates, and a test goes the way of the system before', async ({
  page,
  program,
  desktop,
}) => {
  await using proxy = await startProxy(9, { status: 403 })
  using issuer = createIssuer()
  const api = apiOfWindow(page)
  const { id: workspaceId } = await api.workspaces.create({ name: 'Acme' })
  const { id } = await api.connectors.install({ workspaceId, ...wordpress })
  // What the system is asked for is Chromium's own.
  await program.electron.evaluate(
    ({ session }, proxyRules) => session.defaultSession.setProxy({ proxyRules }),
    proxy.address.replace('http://', ''),
  )
  expect(await api.connectionTests.test({ workspaceId, id })).toMatchObject({ reason: 'proxy_refused' })

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('proxy')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/settings$/)
  const network = page.getByRole('region', { name: 'Network' })
  await network.getByRole('radio', { name: 'Another one' }).check()
  await network.getByLabel('Address of the proxy').fill('ada@proxy.example')
  await network.getByRole('button', { name: 'Save' }).click()
  await expect(network.getByText(/^Leave out the user and the password/)).toBeVisible()
  await network.getByLabel('Address of the proxy').fill('proxy.example:3128')
  await network.getByRole('button', { name: 'Save' }).click()
  await expect(network.getByLabel('Address of the proxy')).toHaveValue('http://proxy.example:3128')

  const file = desktop.at('company-ca.pem')
  const choose = async (content: string) => {
    writeFileSync(file, content)
    await program.electron.evaluate(({ dialog: native }, path) => {
      native.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
    }, file)
    await network.getByRole('button', { name: 'Choose a file…' }).click()
  }
  await choose('no certificate')
  await expect(page.getByText(/has no certificates, or damaged ones\. Choose a PEM file/).first()).toBeVisible()
  await choose(issuer.ca)
  await expect(network.getByText(/^Issuer of a test, until /)).toBeVisible()
  expect(await violationsOnPage(page)).toEqual([])
  const stored = `${desktop.dataDir}/settings.json`
  expect(JSON.parse(readFileSync(stored, 'utf8'))).toMatchObject({
    ...{ proxy: 'http://proxy.example:3128', caFile: file },
  })
  await network.getByRole('button', { name: 'Remove' }).click()
  await expect(network.getByText('Only the usual certificates are trusted.')).toBeVisible()
})
