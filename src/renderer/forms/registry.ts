import { ChoiceField } from './fields/choice-field.tsx'
import { LeafField } from './fields/leaf-field.tsx'
import { ListField } from './fields/list-field.tsx'
import { MapField } from './fields/map-field.tsx'
import { MisfitField } from './fields/misfit-field.tsx'
import { RecursiveField } from './fields/recursive-field.tsx'
import { createSchemaField } from './fields/schema-field.tsx'
import { SecretField } from './fields/secret-field.tsx'
import { createRjsfRegistry, type Field, type Registry } from './rjsf.ts'
import { FieldTemplate } from './templates/field-template.tsx'
import { ObjectTemplate } from './templates/object-template.tsx'
import { CheckboxesWidget, CheckboxWidget } from './widgets/checkbox-widgets.tsx'
import { ComboboxWidget } from './widgets/combobox-widget.tsx'
import { DateTimeWidget, DateWidget } from './widgets/date-widgets.tsx'
import { JsonWidget } from './widgets/json-widget.tsx'
import { NumberWidget } from './widgets/number-widget.tsx'
import { SelectWidget } from './widgets/select-widget.tsx'
import { TagsWidget } from './widgets/tags-widget.tsx'
import { MultilineWidget, TextWidget } from './widgets/text-widgets.tsx'
import type { WidgetName } from './schema/form-node.ts'
import type { WidgetComponent } from './widgets/widget.ts'

const WIDGETS: Record<WidgetName, WidgetComponent> = {
  text: TextWidget,
  email: TextWidget,
  url: TextWidget,
  number: NumberWidget,
  checkbox: CheckboxWidget,
  select: SelectWidget,
  combobox: ComboboxWidget,
  date: DateWidget,
  datetime: DateTimeWidget,
  multiline: MultilineWidget,
  json: JsonWidget,
  tags: TagsWidget,
  checkboxes: CheckboxesWidget,
}

/** Our own fields, templates and widgets, from which rjsf chooses for each node. */
export const createRegistry = (): Registry =>
  createRjsfRegistry((SchemaField) => ({
    fields: {
      SchemaField: createSchemaField(SchemaField),
      LeafField: LeafField as Field,
      SecretField: SecretField as Field,
      ChoiceField: ChoiceField as Field,
      ListField: ListField as Field,
      MapField: MapField as Field,
      RecursiveField: RecursiveField as Field,
      MisfitField: MisfitField as Field,
    },
    FieldTemplate,
    ObjectFieldTemplate: ObjectTemplate,
    widgets: WIDGETS,
  }))
