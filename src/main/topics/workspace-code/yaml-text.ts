import { isObject, withSortedNames } from '../../../shared/json.ts'
import { CODE_FIELDS, type CodeConnector } from './code-connector.ts'

/** Characters that a reader of YAML may take for the end of a line, or that nobody sees. */
const UNSEEN = /[\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\uffff]/g

/** A name that every reader of YAML takes for text as it stands. */
const PLAIN = /^[A-Za-z_][A-Za-z0-9_.-]*$/
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null)$/i

/** Where the schema for editors is, seen from a file of a folder. */
const SCHEMA = '../../patchbay.schema.json'

/**
 * A connector as YAML 1.2 in its one spelling: the fields in a fixed order and only where they say something, the names of
 * a config sorted, every value as JSON has it. Its first line names the schema for editors, where there is one.
 */
export function toYaml(connector: CodeConnector, { schema = SCHEMA }: { schema?: string | null } = {}): string {
  const lines = schema === null ? [] : [`# yaml-language-server: $schema=${schema}`]
  for (const name of CODE_FIELDS) {
    const value = connector[name as keyof CodeConnector]
    if (!isNothing(value)) write(lines, '', name, value)
  }
  return `${lines.join('\n')}\n`
}

const isNothing = (value: unknown) =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) && Object.keys(value).length === 0)

function write(lines: string[], indent: string, name: string, value: unknown): void {
  const start = `${indent}${keyText(name)}:`
  if (isObject(value) && Object.keys(value).length > 0) {
    lines.push(start)
    for (const member of Object.keys(value).sort()) write(lines, `${indent}  `, member, value[member])
  } else if (Array.isArray(value) && value.length > 0) {
    lines.push(start)
    for (const item of value) lines.push(`${indent}  - ${valueText(item)}`)
  } else lines.push(`${start} ${valueText(value)}`)
}

const keyText = (name: string) => (PLAIN.test(name) && !WORDS.test(name) ? name : valueText(name))

const valueText = (value: unknown): string =>
  JSON.stringify(withSortedNames(value)).replace(
    UNSEEN,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
