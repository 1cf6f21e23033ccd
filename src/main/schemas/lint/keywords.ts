import { editDistance } from '../../../shared/search/edit-distance.ts'

/** What a keyword takes. `names` is a list of property names, `values` any list, `map` schemas by name. */
export type Kind =
  | 'text'
  | 'flag'
  | 'number'
  | 'count'
  | 'names'
  | 'values'
  | 'type'
  | 'any'
  | 'schema'
  | 'schemas'
  | 'items'
  | 'map'
  | 'patterns'
  | 'dependencies'
  | 'reference'

const kinds = (kind: Kind, names: string): [string, Kind][] => names.split(' ').map((name) => [name, kind])

/** Every keyword that has a meaning here, JSON Schema's and those of published connector specs. */
export const KEYWORDS: ReadonlyMap<string, Kind> = new Map([
  ...kinds('text', '$comment title description pattern format contentMediaType contentEncoding group'),
  ...kinds('text', 'pattern_descriptor display_type patternErrorMessage moved_from'),
  ...kinds('flag', 'writeOnly readOnly deprecated uniqueItems airbyte_secret airbyte_hidden always_show multiline'),
  ...kinds('number', 'minimum maximum exclusiveMinimum exclusiveMaximum multipleOf order expires_in_days'),
  ...kinds('count', 'minLength maxLength minItems maxItems minProperties maxProperties minContains maxContains'),
  ...kinds('names', 'required'),
  ...kinds('values', 'enum examples groups'),
  ...kinds('type', 'type'),
  ...kinds('any', 'default const discriminator errorMessage'),
  ...kinds('schema', 'not if then else contains propertyNames additionalProperties additionalItems'),
  ...kinds('schema', 'unevaluatedProperties unevaluatedItems'),
  ...kinds('schemas', 'allOf anyOf oneOf'),
  ...kinds('items', 'items prefixItems'),
  ...kinds('map', 'properties dependentSchemas'),
  ...kinds('patterns', 'patternProperties'),
  ...kinds('dependencies', 'dependencies dependentRequired'),
  ...kinds('reference', '$ref'),
])

/** Keywords that are read elsewhere or mean nothing to a form, and are no mistake. */
export const SILENT = new Set(
  (
    '$schema $id id $anchor $vocabulary $defs definitions components example nullable optional xml externalDocs ' +
    'const_title enumNames x-enumNames enumDescriptions markdownDescription deprecationMessage min max ' +
    'enumItemLabels markdownEnumDescriptions markdownDeprecationMessage editPresentation scope tags ' +
    'airbyte_hidden_reason desc_hidden advanced examples_format interpolation_context linkable order_by ' +
    'supported_sync_modes supportsIncremental $recursiveRef $dynamicRef $recursiveAnchor $dynamicAnchor'
  ).split(' '),
)

/** Words of other systems for what JSON Schema has a keyword for. */
export const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    label: 'title',
    displayName: 'title',
    display_name: 'title',
    desc: 'description',
    help: 'description',
    helpText: 'description',
    help_text: 'description',
    tooltip: 'description',
    hint: 'description',
    regex: 'pattern',
    choices: 'enum',
    values: 'enum',
    defaultValue: 'default',
    default_value: 'default',
    example: 'examples',
    hidden: 'airbyte_hidden',
    propertyOrder: 'order',
    $defs: 'definitions',
  }),
)

const plain = (word: string) => word.toLowerCase().replace(/[^a-z]/g, '')

/** The keyword that a misspelt one means: the same but for case and separators, else the nearest by typing errors. */
export function nearestKeyword(word: string): string | undefined {
  const bare = plain(word)
  if (bare.length < 4) return undefined
  const allowed = bare.length < 6 ? 1 : 2
  let nearest: string | undefined
  let least = allowed + 1
  for (const keyword of [...KEYWORDS.keys(), 'definitions']) {
    // "requiredIf" is another word and no slip of "required".
    if (bare.startsWith(plain(keyword)) && bare.length > plain(keyword).length + 1) continue
    const distance = editDistance(bare, plain(keyword), allowed)
    if (distance < least) [nearest, least] = [keyword, distance]
  }
  return nearest
}
