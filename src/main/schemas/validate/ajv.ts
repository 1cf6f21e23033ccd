import { Ajv2019 } from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import { isObject, own } from '../../../shared/json.ts'
import { compilePattern } from '../patterns/compile-pattern.ts'

interface MissingText {
  (names: string[], data: unknown): boolean
  errors?: { keyword: string; params: { missingProperty: string } }[]
}

/** Required text that is empty, reported like a required property that is missing. */
const filled: MissingText = (names, data) => {
  const empty = isObject(data) ? names.filter((name) => own(data, name) === '') : []
  filled.errors = empty.map((missingProperty) => ({ keyword: 'filled', params: { missingProperty } }))
  return empty.length === 0
}

/**
 * An Ajv that takes normalised schemas of any draft as validationCopy makes them. It trusts lint for their shape, so
 * that no meta-schema is compiled. It is Ajv itself and not rjsf's wrapper, which compiles whole forms on every change
 * of schema and hands out no compiled branch, so that the errors of the chosen branch could not be told from the rest.
 */
export function createAjv(): Ajv2019 {
  const ajv = new Ajv2019({
    strict: false,
    allErrors: true,
    verbose: true,
    messages: false,
    meta: false,
    validateSchema: false,
    ownProperties: true,
    multipleOfPrecision: 8,
    logger: false,
    // Optimising takes longer than it saves on forms that are filled in by hand.
    code: { optimize: false, regExp: Object.assign(compilePattern, { code: 'compilePattern' }) },
  })
  addFormats(ajv)
  ajv.addKeyword({ keyword: 'union', validate: () => false })
  ajv.addKeyword({ keyword: 'filled', type: 'object', validate: filled })
  return ajv
}
