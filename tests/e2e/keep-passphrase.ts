import type { Locator } from '@playwright/test'

/** Shows that the words of a generated passphrase were kept, as a person does; answers the passphrase. */
export async function keepPassphrase(dialog: Locator): Promise<string> {
  const output = dialog.locator('output')
  await output.filter({ hasText: /\S+ \S+/ }).waitFor()
  const passphrase = await output.innerText()
  const words = passphrase.split(' ')
  await dialog.getByLabel('Words 3 and 5').fill(`${words[2]} ${words[4]}`)
  return passphrase
}
