import type { AuthType } from '../../contract/groups/catalog.ts'
import type { JsonObject } from '../../shared/json.ts'
import type { EntrySchemas } from '../../shared/secret-places.ts'

/** A catalog entry as it is stored: its schemas normalised, `writeOnly: true` on every secret and on nothing else. */
export interface NormalisedEntry extends EntrySchemas {
  key: string
  name: string
  description: string
  category: string
  icon: string | null
  authType: AuthType
  docsUrl: string | null
  version: string
  capabilities: JsonObject
  connectionTest: JsonObject | null
  oauth: JsonObject | null
  /** The paths in a config that say which account or site a connector is for; left out where the entry names none. */
  summary?: string[]
}
