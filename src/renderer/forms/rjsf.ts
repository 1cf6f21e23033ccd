import { getDefaultRegistry } from '@rjsf/core'
import { createSchemaUtils, type Field, type Registry, type ValidatorType, type Widget } from '@rjsf/utils'
import { isValid } from '../../shared/conditions.ts'

/*
 * The one door to rjsf. Only its SchemaField is used, which renders one node of a schema with the field, template and
 * error that belong to it; everything that it shows is ours.
 */
export { toFieldPathId } from '@rjsf/utils'
export type {
  ErrorSchema,
  Field,
  FieldProps,
  FieldTemplateProps,
  ObjectFieldTemplateProps,
  Registry,
} from '@rjsf/utils'

type Parts = Pick<Registry['templates'], 'FieldTemplate' | 'ObjectFieldTemplate'> & {
  fields: Record<string, Field>
  widgets: Record<string, unknown>
}

/** Accepts everything, because only main validates; rjsf only asks which branch data fits. */
export const rjsfValidator: ValidatorType<unknown> = {
  isValid: (schema, data) => isValid(schema, data),
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({ errors: [] }),
}

/** A registry of our parts, for schemas that the compiler has prepared. `partsAround` is given rjsf's own SchemaField. */
export function createRjsfRegistry(partsAround: (SchemaField: Field) => Parts): Registry {
  const base = getDefaultRegistry()
  const { fields, widgets, ...templates } = partsAround(base.fields.SchemaField as Field)
  const schemaUtils = createSchemaUtils(rjsfValidator, {})
  // A prepared node is final, and returning the same object keeps rjsf's memo components from rendering.
  schemaUtils.retrieveSchema = (schema) => schema
  return {
    ...base,
    rootSchema: {},
    schemaUtils,
    fields: { ...base.fields, ...fields },
    templates: { ...base.templates, ...templates },
    widgets: widgets as Record<string, Widget>,
    globalFormOptions: { idPrefix: 'form', idSeparator: '.', useFallbackUiForUnsupportedType: false },
  }
}
