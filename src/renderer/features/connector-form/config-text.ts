import { isObject, type JsonObject } from '../../../shared/json.ts'
import { longNumbers, placeOfJsonError, placeOfPath, type TextPlace } from '../../../shared/json-text.ts'
import { parsePath } from '../../../shared/path.ts'
import type { EntrySchemas } from '../../../shared/secret-places.ts'
import { secretInConfig } from '../../forms/data/with-config.ts'
import type { FieldMessages } from '../../../shared/errors.ts'
import { text } from '../../text/text.ts'

/** A mistake in the text of a config, and where it is. */
export interface TextProblem {
  place: TextPlace
  message: string
}

const START: TextPlace = { line: 1, column: 1 }
const words = text.form.json

export const textOf = (config: JsonObject): string => JSON.stringify(config, null, 2)

/** The config that a text stands for, or why it stands for none. */
export function configFrom(
  json: string,
  schemas: EntrySchemas,
): { config: JsonObject; problem: null } | { config: null; problem: TextProblem } {
  const wrong = (message: string, place: TextPlace) => ({ config: null, problem: { place, message } })
  let config: unknown
  try {
    config = JSON.parse(json)
  } catch {
    return wrong(words.broken, placeOfJsonError(json))
  }
  if (!isObject(config)) return wrong(words.notObject, START)
  const [long] = longNumbers(json)
  if (long) return wrong(text.values.longNumber, long.place)
  const secret = secretInConfig(schemas, config)
  if (secret) return wrong(words.secret, placeOfPath(json, secret.slice(1)))
  return { config, problem: null }
}

/** The errors of the fields of a config, at the places of its text where they are, in the order of the text. */
export function problemsIn(json: string, errors: FieldMessages): TextProblem[] {
  return Object.entries(errors)
    .flatMap(([key, messages]) => {
      const [side, ...path] = parsePath(key)
      if (side !== 'config') return []
      const place = placeOfPath(json, path)
      const name = path.join(', ')
      return messages.map((message) => ({ place, message: name === '' ? message : words.at(name, message) }))
    })
    .toSorted((a, b) => a.place.line - b.place.line || a.place.column - b.place.column)
}
