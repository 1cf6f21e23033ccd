import type { AppApi } from '../../../../contract/index.ts'
import type { Passphrase } from '../../../../contract/passphrase.ts'

/** Opens the key of a workspace and the person's own one, which signs, with the passphrase of both. */
export async function openOwnKeys(api: AppApi, workspaceId: string, passphrase: Passphrase): Promise<void> {
  await api.keys.open({ workspaceId, passphrase })
  const { isOpen, protectedBy } = await api.person.get({})
  // It is under the passphrase where there is no keychain.
  if (!isOpen && !protectedBy.includes('keychain')) await api.person.show({ passphrase })
}
