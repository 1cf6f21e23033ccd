import { isObject, type JsonObject } from '../../../shared/json.ts'
import { labelFromName, ownTitle } from '../../../shared/label.ts'
import { formatPath, parsePath } from '../../../shared/path.ts'
import { type EntrySchemas, isSecret, secretPaths, type Side } from '../../../shared/secret-places.ts'
import { likelyTypes } from '../../../shared/types.ts'
import { ofProperty, propertyNames, spread } from '../../../shared/views.ts'

/** One value that somebody can be asked for. */
export interface AskableField {
  /** Dotted, as `auth.access_token`. */
  path: string
  title: string
  /** What the entry says of it; empty for nothing. */
  help: string
  isSecret: boolean
  /** Whether it may have several lines, as a private key has. */
  isLong: boolean
  isSet: boolean
}

/**
 * What somebody else can be asked for: the secrets of a connector that are text, and the settings at the top of its config
 * that are text of any kind. `stored` are the paths of the secrets that are set.
 */
export function askableFields(schemas: EntrySchemas, config: JsonObject, stored: string[]): AskableField[] {
  const rootOf = (side: Side) => (side === 'config' ? schemas.configSchema : schemas.authSchema)
  const describe = (path: string[], isSet: boolean, secret: boolean): AskableField[] => {
    const [side, ...names] = path as [Side, ...string[]]
    const root = rootOf(side)
    let views = spread(root, [root])
    for (const name of names) views = spread(root, ofProperty(views, name))
    if (!views.every(mayBeText) || (!secret && views.some(hasChoices))) return []
    const text = (name: string) => views.map((view) => view[name]).find((value) => typeof value === 'string')
    const title = views.map(ownTitle).find((own) => own !== undefined)
    return [
      {
        path: formatPath(path),
        title: title ?? labelFromName(names.at(-1) ?? ''),
        help: text('description') ?? text('help') ?? '',
        isSecret: secret,
        isLong: views.some((view) => view['multiline'] === true || view['format'] === 'textarea'),
        isSet,
      },
    ]
  }
  const { configSchema } = schemas
  const configViews = spread(configSchema, [configSchema])
  const settings = propertyNames(configViews).filter((name) => {
    const inside = ofProperty(configViews, name)
    const views = spread(configSchema, inside)
    return !isSecret(configSchema, inside, 'config') && views.some((view) => likelyTypes(view).includes('string'))
  })
  return [
    ...secretPaths(schemas, config, stored).flatMap((path) => describe(parsePath(path), stored.includes(path), true)),
    ...settings.flatMap((name) => describe(['config', name], config[name] !== undefined, false)),
  ]
}

const mayBeText = (schema: JsonObject) => {
  const types = likelyTypes(schema)
  return types.length === 0 || types.includes('string')
}

const hasChoices = (schema: JsonObject) =>
  ['enum', 'const'].some((keyword) => Object.hasOwn(schema, keyword)) ||
  ['oneOf', 'anyOf'].some((keyword) => {
    const list = schema[keyword]
    return Array.isArray(list) && list.some((one) => isObject(one) && Object.hasOwn(one, 'const'))
  })
