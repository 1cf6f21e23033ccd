import type { Choice } from '../../../shared/branches.ts'
import type { Condition } from '../../../shared/conditions.ts'
import type { JsonObject } from '../../../shared/json.ts'

/** The kind of field of a node. */
export type Kind = 'leaf' | 'secret' | 'constant' | 'group' | 'choice' | 'list' | 'map' | 'recursive'

/** The control of a leaf or of a secret. */
export type WidgetName =
  | 'text'
  | 'email'
  | 'url'
  | 'number'
  | 'checkbox'
  | 'select'
  | 'combobox'
  | 'date'
  | 'datetime'
  | 'multiline'
  | 'json'
  | 'tags'
  | 'checkboxes'

export interface EnumOption {
  /** Unique among the options. */
  key: string
  value: unknown
  label: string
  /** What the value means, for the line below the control. */
  description: string
}

/** A branch of a choice: its node, label and description. */
export interface Branch {
  key: string
  node: FormNode
  label: string
  description: string
}

/** The fields that a condition adds or makes required. */
export interface ConditionPart {
  properties: Record<string, FormNode>
  required: string[]
  conditions: Condition<ConditionPart>[]
}

/** Everything that the form derives from a schema node. */
export interface Meta {
  kind: Kind
  widget: WidgetName
  label: string
  description: string
  placeholder: string
  /** The format of the text in words: the entry's `pattern_descriptor`. */
  format: string
  isHidden: boolean
  isAlwaysShown: boolean
  /** Whether the schema accepts only text, by its type and without a list of values. */
  isTextAlone: boolean
  /** Whether the schema names null among its values, which makes null differ from no value. */
  isNullable: boolean
  order: number
  group: string | null
  enumOptions: EnumOption[]
  branches: Branch[]
  /** The values that decide the branch of a choice. */
  choice: Choice | null
  /** The names that every branch of a choice has; their values survive a change of the branch. */
  shared: string[]
  /** The entries that a group may have beside its fields, as a map; null where it has none. */
  others: FormNode | null
  /** For such a map: the names of the group's fields, which are not its entries. */
  declared: string[]
  /** The conditions that add fields. */
  conditions: Condition<ConditionPart>[]
  /** The local reference at which a recursive node continues. */
  ref: string | null
}

/**
 * A schema node prepared for the form: without `$ref`, `oneOf`, `anyOf` and conditions, so rjsf never evaluates
 * them. `x-form` describes its field and its conditions.
 */
export type FormNode = JsonObject & {
  properties?: Record<string, FormNode>
  required?: string[]
  items?: FormNode
  /** Of a map: the nodes of its entries, those under names that match a pattern first. */
  patternProperties?: Record<string, FormNode>
  additionalProperties?: FormNode
  'x-form': Meta
}

export const metaOf = (schema: unknown): Meta => (schema as FormNode)['x-form']
