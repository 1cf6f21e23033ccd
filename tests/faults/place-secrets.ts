import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { damageWords } from '../../src/shared/text/findings.ts'
import { findDamage } from '../../src/main/store/files/database-files.ts'
import { byText } from '../helpers/secrets.ts'
import { openTestStore } from '../helpers/test-app.ts'
import { openVault, type Place } from './program.ts'

export function copyPlace(from: Place, to: Place) {
  for (const name of ['dataDir', 'keychainDir'] as const) {
    rmSync(to[name], { recursive: true, force: true })
    cpSync(from[name], to[name], { recursive: true })
  }
}

const AUTH = 'SELECT id, tenant_id AS workspaceId, auth FROM connectors'

/** Every secret of every workspace, sorted. Throws when one does not decrypt. */
export async function secretsIn(place: Place): Promise<string[]> {
  const store = openTestStore(join(place.dataDir, 'patchbay.db'))
  const vault = openVault(store, place)
  try {
    const damage = findDamage(store.sqlite)
    if (damage.length > 0) throw new Error(damage.map(damageWords).join())
    const secrets: string[] = []
    const rows = store.sqlite.prepare(AUTH).all() as { id: string; workspaceId: string; auth: string }[]
    for (const { id, workspaceId, auth } of rows) {
      const key = await vault.use(workspaceId)
      for (const [path, { value }] of Object.entries(JSON.parse(auth) as Record<string, { value: string }>))
        secrets.push(String(key.decrypt({ connectorId: id, path }, value)))
    }
    return secrets.toSorted(byText)
  } finally {
    vault.close()
    store.close()
  }
}
