import { faultLine } from './files/fault-wording.ts'
import type { FileFault } from './files/file-faults.ts'

export interface Problem {
  /**
   * Where, as a dotted path: in the entry ("configSchema.properties.host.pattern"), or the field when it is about what
   * several schemas say together ("config.host", with "*" for any item or name). Empty for the whole entry.
   */
  path: string
  code: ProblemCode
  message: string
  /** What stands in brackets in the message, where that is more than names and values of the entry. */
  detail?: FileFault
}

/** `ok`: nothing to do. `warning`: usable, but something was changed or left out. `refused`: not usable. */
export type Verdict = 'ok' | 'warning' | 'refused'

/** Every problem with how grave it is and what it says. An `ok` problem is a note: the meaning is what it was. */
const PROBLEMS = {
  not_an_entry: [
    'refused',
    'This is not a catalog entry: it has no configSchema, no connectionSpecification and is no JSON Schema',
  ],
  newer_format: ['refused', 'The entry is in a newer format; a newer version of Patchbay can read it'],
  bad_key: ['refused', 'The key is missing or has other characters than a-z, 0-9, ".", "_" and "-"'],
  bad_name: ['refused', 'The name is missing or too long'],
  duplicate_key: ['refused', 'Another entry in the same file has this key'],
  builtin_key: ['refused', 'A built-in catalog entry has this key; give the entry another one'],
  older_version: ['warning', 'The catalog has a newer version of this entry'],
  unseen_characters: ['warning', 'Invisible characters and marks of direction are shown as their codes'],
  bad_icon: ['warning', 'The icon is not an SVG or PNG of at most 64 KiB and was left out'],
  bad_connection_test: ['warning', 'The connection test cannot be used and was left out'],
  bad_oauth: ['warning', 'How people sign in cannot be used and was left out'],
  bad_entry_field: ['warning', 'This was left out, as it is not what an entry has here'],

  too_large: ['refused', 'The entry is too large'],
  too_deep: ['refused', 'The entry is nested too deeply'],
  too_many_properties: ['refused', 'The schema has too many properties'],
  too_many_values: ['refused', 'A list in the schema has too many values'],
  long_text: ['refused', 'A text in the schema is too long'],
  not_json: ['refused', 'The entry holds something that is not JSON'],
  prototype_key: ['refused', 'A name is not allowed'],
  too_slow: ['refused', 'Checking this takes too long'],
  unusable_schema: ['refused', 'The schema cannot be used'],

  not_a_schema: ['refused', 'The schema is not an object'],
  not_an_object_schema: ['refused', 'The schema does not describe a group of fields'],
  remote_ref: ['refused', 'A reference leaves the schema; only local references are followed'],
  dynamic_ref: ['refused', 'A dynamic reference has several targets; only one that is fixed is followed'],
  unsure_evaluation: [
    'refused',
    'The schema asks which items or fields its conditions and choices have looked at, which is not certain',
  ],
  endless_ref: ['refused', 'A reference leads back to itself without end'],
  too_many_refs: ['refused', 'The references of the schema unfold to too much'],

  dangling_ref: ['warning', 'A reference points at nothing; any value is accepted there'],
  bad_schema: ['warning', 'This is not a schema; any value is accepted there'],
  bad_keyword: ['warning', 'The value does not fit the keyword and was left out'],
  misspelt_keyword: ['warning', 'An unknown keyword was read as its nearest'],
  alias_keyword: ['warning', 'A keyword was read as the one that JSON Schema has for it'],
  bad_type: ['warning', 'The type was corrected'],
  bad_pattern: ['warning', 'The pattern does not compile and was left out'],
  slow_pattern: ['warning', 'The pattern can take very long on some texts and was left out'],
  bad_required: ['warning', 'The list of required fields was corrected'],
  nameless_property: ['warning', 'A property without a name was left out'],
  required_unknown: [
    'warning',
    'A required field is neither declared nor allowed; the form does not ask for it and it is not required',
  ],
  wrong_default: ['warning', 'The default does not fit the field and was left out'],
  secret_default: ['warning', 'A secret has a default; it was left out'],
  unmarked_secret: ['warning', 'The name sounds like a secret, but the field is not marked as one; its value is shown'],
  wrong_enum: ['warning', 'The list of values was corrected'],
  contradiction: ['warning', 'Two limits contradict each other and were left out'],
  format_contradicts_pattern: ['warning', 'The format contradicts the pattern and was left out'],
  no_values: ['warning', 'The list of values is empty and no type is named, so no value is allowed here'],
  closed_around_choices: ['warning', 'The object was closed to fields that it declares elsewhere; it takes them now'],

  schema_dialect: [
    'ok',
    'The schema names another dialect than draft 7, or none; it is read as JSON Schema of any draft',
  ],
  required_text: ['ok', 'Required text must not be empty here, which the schema itself does not say'],
  recursive_ref: ['ok', 'The schema contains itself'],
  unknown_keyword: ['ok', 'A keyword is not known and has no effect'],
  converted_default: ['ok', 'The default was written in another type and was converted'],
  duplicate_required: ['ok', 'A required field was named twice'],
  duplicate_values: ['ok', 'A value was listed twice'],
  enum_as_const: ['ok', 'A list of one value was read as a fixed value'],
  inferred_type: ['ok', 'No type is named; the form shows the one that the other keywords go with'],
  required_undeclared: ['ok', 'A required field is not declared; any value is accepted there'],
  missing_type: ['ok', 'No type is named; any value is accepted there'],
  missing_items: ['ok', 'The list does not say what its items are; any value is accepted there'],
  nested_one_of: ['ok', 'A choice within a choice was read as one'],
  converted_keyword: ['ok', 'A keyword of another draft was converted'],
  converted_pattern: ['ok', 'The pattern was written for another language and was converted'],
  html_in_description: ['ok', 'The description has HTML; only harmless markup is shown'],
  secret_mark: ['ok', 'A mark of another tool makes the field a secret'],
  treated_secret: ['ok', 'The name sounds like a secret, so the field is treated as one'],
  unknown_format: ['ok', 'The format is not known and is not checked'],
} as const satisfies Record<string, readonly [Verdict, string]>

export type ProblemCode = keyof typeof PROBLEMS

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code)

/** What a problem says, by its code; its message begins with that. */
export const problemSentences = Object.fromEntries(
  Object.entries(PROBLEMS).map(([code, [, sentence]]) => [code, sentence]),
) as Record<ProblemCode, string>

/** A problem; `detail`, names and values of the entry or a fault in it, is added to what its code says. */
export function problem(code: ProblemCode, path: string, detail: string | FileFault = ''): Problem {
  const sentence = problemSentences[code]
  if (typeof detail !== 'string') return { path, code, message: withDetail(sentence, faultLine(detail)), detail }
  return { path, code, message: withDetail(sentence, detail) }
}

const MAX_DETAIL = 200
const shorten = (text: string) => (text.length > MAX_DETAIL ? `${text.slice(0, MAX_DETAIL)}…` : text)

/** A sentence with a detail in brackets, if there is one. */
export const withDetail = (sentence: string, detail: string): string =>
  detail === '' ? sentence : `${sentence} (${shorten(detail)})`

/** Where something stands in a schema. */
export type Place = readonly (string | number)[]

/** Takes note of a problem at a place. */
export type Report = (code: ProblemCode, place: Place, detail?: string | FileFault) => void

/** The gravest level among problems. */
export function verdictOf(problems: readonly Problem[]): Verdict {
  const levels: Verdict[] = problems.map(({ code }) => PROBLEMS[code][0])
  if (levels.includes('refused')) return 'refused'
  return levels.includes('warning') ? 'warning' : 'ok'
}
