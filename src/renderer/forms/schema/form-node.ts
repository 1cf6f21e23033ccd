import type { Choice } from '../../../shared/branches.ts'
import type { Condition } from '../../../shared/conditions.ts'
import type { JsonObject } from '../../../shared/json.ts'

/** How a node of the schema is shown. */
export type Kind = 'leaf' | 'secret' | 'constant' | 'group' | 'choice' | 'list' | 'map' | 'recursive'

/** What a leaf, or the inside of a secret, is edited with. */
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
  /** Unique among its options. */
  key: string
  value: unknown
  label: string
}

/** One way of a choice: its own node and the words on its card. */
export interface Branch {
  key: string
  node: FormNode
  label: string
  description: string
}

/** Fields that a condition adds, and what it makes required. */
export interface ConditionPart {
  properties: Record<string, FormNode>
  required: string[]
  conditions: Condition<ConditionPart>[]
}

/** Everything that the form derives from a schema node, once. */
export interface Meta {
  kind: Kind
  widget: WidgetName
  label: string
  description: string
  placeholder: string
  /** What the text should look like, in words: the entry's `pattern_descriptor`. */
  format: string
  isHidden: boolean
  isAlwaysShown: boolean
  order: number
  group: string | null
  enumOptions: EnumOption[]
  branches: Branch[]
  /** What tells the branches of a choice apart. */
  choice: Choice | null
  /** Names that every branch of a choice has; their values survive a switch. */
  shared: string[]
  /** What makes further fields come and go. */
  conditions: Condition<ConditionPart>[]
  /** The local reference that a recursive node continues at. */
  ref: string | null
}

/**
 * A schema node prepared for the form: no `$ref`, `oneOf`, `anyOf` or condition is left, so that rjsf never searches
 * them, and `x-form` says how to show it and which fields come and go with the data.
 */
export type FormNode = JsonObject & {
  properties?: Record<string, FormNode>
  required?: string[]
  items?: FormNode
  additionalProperties?: FormNode
  'x-form': Meta
}

export const metaOf = (schema: unknown): Meta => (schema as FormNode)['x-form']
