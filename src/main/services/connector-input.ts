import { AppError, type FieldErrors } from '../../contract/errors.ts'
import { mergeSecrets, secretPaths, splitSecrets } from '../schemas/secrets.ts'
import type { Validator } from '../schemas/validator.ts'
import type { connectorCatalog } from '../store/schema.ts'
import { clipboardJunk } from './secret-text.ts'

type Entry = Pick<typeof connectorCatalog.$inferSelect, 'id' | 'contentHash' | 'defaultConfigSchema' | 'authSchema'>
type Json = Record<string, unknown>

export interface SecretChanges {
  set: Json
  clear: string[]
}

/** Config and secrets as an administrator gives them, checked against an entry's schemas before anything is stored. */
export function createConnectorInput(validator: Validator) {
  const schemasOf = (entry: Entry) => ({ configSchema: entry.defaultConfigSchema, authSchema: entry.authSchema })

  const check = async (entry: Entry, document: { config: Json; auth: Json; kept: string[] }): Promise<FieldErrors> => {
    const schemas = schemasOf(entry)
    const found = await validator.validate({ key: `${entry.id}:${entry.contentHash}`, ...schemas }, document)
    const junk = Object.entries(splitSecrets(schemas, document).secrets).flatMap(([path, value]) => {
      const said = clipboardJunk(value)
      return said === null ? [] : [[path, [said]] as [string, string[]]]
    })
    return { ...found, ...Object.fromEntries(junk) }
  }

  const refuseInvalid = async (entry: Entry, document: { config: Json; auth: Json; kept: string[] }) => {
    const fields = await check(entry, document)
    if (Object.keys(fields).length > 0) throw new AppError('invalid', 'Some fields need attention', { fields })
  }

  return {
    check,

    /** Checks what is stored of a connector; its secrets count as present where the entry still has a place for them. */
    checkStored(entry: Entry, { config, stored }: { config: Json; stored: string[] }): Promise<FieldErrors> {
      const reachable = new Set(secretPaths(schemasOf(entry), config, stored))
      return check(entry, { config, auth: {}, kept: stored.filter((path) => reachable.has(path)) })
    },

    /** What a new connector stores: config without secrets, and the secrets by path. Throws `invalid`. */
    async forInstall(entry: Entry, document: { config: Json; auth: Json }) {
      await refuseInvalid(entry, { ...document, kept: [] })
      const schemas = schemasOf(entry)
      const { config, secrets } = splitSecrets(schemas, document)
      // Splitting lifts what is a secret in any branch; what belongs to a branch that was not chosen is not stored.
      const reachable = new Set(secretPaths(schemas, config, Object.keys(secrets)))
      return { config, secrets: Object.fromEntries(Object.entries(secrets).filter(([path]) => reachable.has(path))) }
    },

    /**
     * What an update stores. A stored secret is kept unless it is cleared, replaced, or belongs to a branch that the new
     * config has left. Nothing is decrypted for this. Throws `invalid`.
     */
    async forUpdate(entry: Entry, input: { config: Json; auth: Json; secrets: SecretChanges; stored: string[] }) {
      const schemas = schemasOf(entry)
      const split = splitSecrets(schemas, input)
      const set = { ...split.secrets, ...input.secrets.set }
      const remaining = input.stored.filter((path) => !input.secrets.clear.includes(path) && !(path in set))
      const reachable = new Set(secretPaths(schemas, split.config, [...remaining, ...Object.keys(set)]))
      refuseUnknownSecrets(Object.keys(set), reachable)
      const kept = remaining.filter((path) => reachable.has(path))
      await refuseInvalid(entry, { ...mergeSecrets({ config: split.config, auth: {} }, set), kept })
      return { config: split.config, set, keep: new Set(kept) }
    },
  }
}

export type ConnectorInput = ReturnType<typeof createConnectorInput>

function refuseUnknownSecrets(paths: string[], known: Set<string>) {
  const unknown = paths.filter((path) => !known.has(path))
  if (unknown.length === 0) return
  const fields = Object.fromEntries(unknown.map((path) => [path, ['is not a known secret']]))
  throw new AppError('invalid', 'Some fields need attention', { fields })
}
