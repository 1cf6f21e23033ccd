import { isObject, setOwn } from '../../../../shared/json.ts'
import { CodeConnector } from '../../workspace-code/code-connector.ts'
import { readOwn } from '../../workspace-code/read-own.ts'
import { toYaml } from '../../workspace-code/yaml-text.ts'

/**
 * A connector as flat fields, of which merging knows nothing else: `name`, `status` and the like, `config/…` for each value,
 * `secrets/…` with an envelope, and `references/…` for secrets that are kept elsewhere.
 */
export type Fields = Readonly<Record<string, unknown>>

const CONFIG = 'config/'
export const SECRETS = 'secrets/'
const REFERENCES = 'references/'

/** The fields of a file that stand for themselves. */
const HEAD = ['name', 'catalog_key', 'status', 'tags', 'description', 'colour', 'pinned', 'secrets_expire'] as const

const escapeName = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1')
const unescapeName = (name: string) => name.replaceAll('~1', '/').replaceAll('~0', '~')

/** The fields of a connector; errors, which each computer finds for itself, are left out. */
export function toFields(code: CodeConnector, envelopes: Readonly<Record<string, string>>): Fields {
  const fields: Record<string, unknown> = {}
  for (const name of HEAD) fields[name] = code[name]
  if (code.status === 'error') fields['status'] = 'active'
  flatten(code.config, CONFIG, fields)
  for (const [path, { reference }] of Object.entries(code.secrets))
    if (reference !== undefined) fields[REFERENCES + escapeName(path)] = reference
  for (const [path, envelope] of Object.entries(envelopes))
    if (code.secrets[path]?.reference === undefined) fields[SECRETS + escapeName(path)] = envelope
  return fields
}

function flatten(value: Record<string, unknown>, prefix: string, into: Record<string, unknown>): void {
  for (const [name, inner] of Object.entries(value)) {
    const path = prefix + escapeName(name)
    if (isObject(inner) && Object.keys(inner).length > 0) flatten(inner, `${path}/`, into)
    else into[path] = inner
  }
}

/** The path of a secret in the field of its envelope or reference; null for another field. */
export const secretPath = (field: string): string | null => {
  const start = [SECRETS, REFERENCES].find((prefix) => field.startsWith(prefix))
  return start === undefined ? null : unescapeName(field.slice(start.length))
}

/** The name of a connector, empty for none. */
export const nameOf = ({ name }: Fields): string => (typeof name === 'string' ? name : '')

/** Values by their paths, as `references/` or `secrets/` have them. */
const texts = (fields: Fields, prefix: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([field, value]) =>
      field.startsWith(prefix) && typeof value === 'string' ? [[unescapeName(field.slice(prefix.length)), value]] : [],
    ),
  )

export const envelopesOf = (fields: Fields): Record<string, string> => texts(fields, SECRETS)
export const referencesOf = (fields: Fields): Record<string, string> => texts(fields, REFERENCES)

function configOf(fields: Fields): Record<string, unknown> {
  const config: Record<string, unknown> = {}
  for (const field of Object.keys(fields).sort()) {
    if (!field.startsWith(CONFIG)) continue
    const names = field.slice(CONFIG.length).split('/').map(unescapeName)
    const last = names.pop() ?? ''
    let place = config
    for (const name of names) {
      const inner = Object.hasOwn(place, name) ? place[name] : undefined
      const next = isObject(inner) ? inner : {}
      if (next !== inner) setOwn(place, name, next)
      place = next
    }
    setOwn(place, last, fields[field])
  }
  return config
}

/** A connector as its file describes it. */
export function toCodeConnector(id: string, fields: Fields): CodeConnector {
  const references = Object.entries(referencesOf(fields)).map(([path, reference]) => [path, { reference }] as const)
  const set = Object.keys(envelopesOf(fields)).map((path) => [path, { set: true as const }] as const)
  return CodeConnector.parse({
    ...Object.fromEntries(HEAD.map((name) => [name, fields[name]])),
    ...{ id, config: configOf(fields), secrets: Object.fromEntries([...set, ...references]) },
  })
}

export const toConnectorFile = (id: string, fields: Fields): string =>
  toYaml(toCodeConnector(id, fields), { schema: null })

/** What a file describes; null unless it is in the one spelling, and of this connector. */
export function readConnectorFile(id: string, text: string): CodeConnector | null {
  // A comment would be a second spelling.
  const code = text.startsWith('#') ? null : readOwn(text)
  return code?.id === id && code.status !== 'error' ? code : null
}
