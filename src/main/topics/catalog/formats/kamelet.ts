import { asObject } from '../../../../shared/json.ts'
import { firstText, type Format, keyOf, schemaOf, textOf, withoutGaps } from './format.ts'

/**
 * A Kamelet of Apache Camel: the properties of its definition, with its icon. Source:
 * https://camel.apache.org/camel-k/latest/kamelets/kamelets.html
 */
export const kamelet: Format = {
  name: 'kamelet',
  fits: ({ kind, apiVersion }) => kind === 'Kamelet' && textOf(apiVersion).startsWith('camel.apache.org/'),
  read: (document) => {
    const metadata = asObject(document.metadata)
    const definition = asObject(asObject(document.spec).definition)
    const name = textOf(metadata.name)
    const marks = { ...asObject(metadata.annotations), ...asObject(metadata.labels) }
    const about = (what: string) => textOf(marks[`camel.apache.org/${what}`])
    const kind = about('kamelet.type')
    const { title: _title, description: _description, ...schema } = definition
    return [
      withoutGaps({
        format: 1,
        key: keyOf(name),
        name: firstText(definition.title, name),
        description: textOf(definition.description),
        category: CATEGORIES[kind] ?? 'Kamelets',
        icon: about('kamelet.icon') || undefined,
        version: about('catalog.version') || undefined,
        configSchema: { ...schemaOf({}), ...schema },
        authSchema: schemaOf({}),
      }),
    ]
  },
}

const CATEGORIES: Record<string, string> = { source: 'Sources', sink: 'Destinations', action: 'Actions' }
