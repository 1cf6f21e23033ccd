import type { Settings } from '../../../contract/groups/connectors.ts'
import { appError, type FieldError, fieldError, type FieldErrors } from '../../../contract/errors.ts'
import { type EntrySchemas, secretPaths, isSecret } from '../../../shared/secret-places.ts'
import { mergeSecrets, splitSecrets } from '../../../shared/secret-values.ts'
import { formerSecrets, withFormerSecrets } from './former-secrets.ts'
import { secretMoves } from './secret-moves.ts'
import { tidied } from './tidy-text.ts'
import { ALWAYS, hasMembers, ofProperty, propertyNames, requiredNames, spread } from '../../../shared/views.ts'
import { createTurns } from '../../core/turns.ts'
import type { Validator } from '../../schemas/validate/validator.ts'
import type { connectorCatalog } from '../../store/schema.ts'
import { isReferenceShaped } from './secret-values/references.ts'
import { clipboardJunk, passwordsInAddresses } from './secret-values/secret-text.ts'

type Entry = Pick<
  typeof connectorCatalog.$inferSelect,
  'id' | 'source' | 'contentHash' | 'defaultConfigSchema' | 'authSchema'
>
type Json = Record<string, unknown>

/** What a connector stores: config without secrets, secrets to encrypt, and the paths of those that stay as they are. */
export interface CheckedInput {
  config: Json
  set: Json
  keep: Set<string>
}

/** The two schemas of an entry. */
export const schemasOf = (entry: Pick<Entry, 'defaultConfigSchema' | 'authSchema'>): EntrySchemas => ({
  configSchema: entry.defaultConfigSchema,
  authSchema: entry.authSchema,
})

/** Checks what is given against an entry's schemas before anything is stored. */
export function createConnectorInput(validator: Validator) {
  const turn = createTurns()

  /** Moves every secret into the one shape, wherever it came from; `stored` are the paths that are set now. */
  const sort = (entry: Entry, { config: input, auth, secrets }: Settings, stored: string[]) => {
    const { config, secrets: lifted } = splitSecrets(schemasOf(entry), { config: input, auth })
    const set = { ...lifted, ...secrets.set }
    const kept = stored.filter((path) => !secrets.clear.includes(path) && !(path in set))
    const paths = new Set(secretPaths(schemasOf(entry), config, [...kept, ...Object.keys(set)]))
    return { config, set, kept: kept.filter((path) => paths.has(path)), paths }
  }

  const check = async (entry: Entry, { config, set, kept }: Omit<ReturnType<typeof sort>, 'paths'>) => {
    const schemas = schemasOf(entry)
    const document = mergeSecrets({ config, auth: requiredGroups(schemas.authSchema) }, set)
    // A check of thousands of connectors lets other calls come in between.
    await turn()
    const fields = await validator.validate(
      { key: `${entry.id}:${entry.contentHash}`, ...schemas },
      { ...document, kept },
    )
    for (const [path, value] of Object.entries(set)) {
      const junk = clipboardJunk(value)
      if (junk !== null) fields[path] = [junk]
      if (isReferenceShaped(value)) fields[path] = [fieldError('not_allowed')]
    }
    return fields
  }

  /** What is given with its addresses as they were meant, and with former secrets among the settings. */
  const asMeant = (entry: Entry, given: Settings): Settings => {
    const settings = withFormerSecrets(entry, given)
    return { ...settings, config: tidied(entry.defaultConfigSchema, settings.config) as Json }
  }

  /** The same for what somebody has just typed. */
  const checkTyped = async (entry: Entry, sorted: Omit<ReturnType<typeof sort>, 'paths'>) => ({
    ...(await check(entry, sorted)),
    ...passwordsInAddresses(sorted.config),
  })

  return {
    /** What is wrong, by field; nothing is stored. */
    check: (entry: Entry, settings: Settings, stored: string[]): Promise<FieldErrors> =>
      checkTyped(entry, sort(entry, asMeant(entry, settings), stored)),

    /**
     * Checks what is stored of a connector. A secret counts as present where the entry has a place for it; one that must
     * move, or that has none, is named under the path that it is stored under.
     */
    async checkStored(entry: Entry, { config, stored }: { config: Json; stored: string[] }): Promise<FieldErrors> {
      const { paths, from, withoutPlace } = secretMoves({ schemas: schemasOf(entry), config, stored })
      const fields = await check(entry, sort(entry, { config, auth: {}, secrets: { set: {}, clear: [] } }, paths))
      const add = (path: string, error: FieldError) => (fields[path] = [...(fields[path] ?? []), error])
      for (const place of paths) {
        const path = from.get(place)
        if (path !== undefined) add(path, fieldError('secret_moves', { place }))
      }
      const former = formerSecrets(entry)
      for (const path of withoutPlace) {
        const name = former.get(path)
        if (name === undefined) add(path, fieldError('secret_without_place'))
        // It moves there when the key opens.
        else if (config[name] === undefined) delete fields[`config.${name}`]
      }
      return fields
    },

    /**
     * What an install or an update stores. A stored secret is kept unless it is cleared, replaced, or belongs to a branch
     * that the config has left. A secret that the config brings for a branch that is not chosen has no place and is left
     * out. Nothing is decrypted for this. Throws `invalid`, also for a path or name that is no secret of the entry, and
     * then with `others`, what is wrong besides.
     */
    async prepare(entry: Entry, settings: Settings, stored: string[], others?: FieldErrors): Promise<CheckedInput> {
      const { paths, ...sorted } = sort(entry, asMeant(entry, settings), stored)
      const fields = await checkTyped(entry, sorted)
      const unknown = Object.keys(sorted.set).filter(
        (path) => !paths.has(path) && (Object.hasOwn(settings.secrets.set, path) || path.startsWith('auth.')),
      )
      // Which branch is meant, and with it what has a place, is only known once the rest is right.
      if (Object.keys(fields).every((path) => unknown.includes(path)))
        for (const path of unknown) fields[path] = [fieldError('unknown_secret')]
      if (Object.keys(fields).length > 0) throw appError('input', {}, { fields: { ...others, ...fields } })
      const set = Object.fromEntries(Object.entries(sorted.set).filter(([path]) => paths.has(path)))
      return { config: sorted.config, set, keep: new Set(sorted.kept) }
    },
  }
}

export type ConnectorInput = ReturnType<typeof createConnectorInput>

/** Schemas of entries never change. */
const groupsOf = new WeakMap<Json, Json>()

/** Auth without a secret but with every group that must be there, so what is missing in it is named at its own field. */
function requiredGroups(root: Json): Json {
  const groups = groupsOf.get(root) ?? findRequiredGroups(root)
  groupsOf.set(root, groups)
  return groups
}

function findRequiredGroups(root: Json): Json {
  const groupsIn = (schemas: Json[], open: Json[]): Json => {
    const views = spread(root, schemas, ALWAYS).filter((view) => !open.includes(view))
    const required = new Set(requiredNames(views))
    const names = propertyNames(views).filter((name) => required.has(name))
    const groups = names.flatMap((name) => {
      const inside = ofProperty(views, name)
      const isGroup = hasMembers(spread(root, inside, ALWAYS)) && !isSecret(root, inside, 'auth')
      return isGroup ? [[name, groupsIn(inside, [...open, ...views])] as const] : []
    })
    return Object.fromEntries(groups)
  }
  return groupsIn([root], [])
}
