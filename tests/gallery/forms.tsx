import { useEffect, useId } from 'react'
import type { SecretState } from '../../src/contract/groups/connectors.ts'
import { SchemaForm } from '../../src/renderer/forms/schema-form.tsx'
import { isObject, type JsonObject } from '../../src/shared/json.ts'
import { formatPath, type Path } from '../../src/shared/path.ts'
import { sample } from '../e2e/specs/values.ts'
import { Exhibit } from './exhibit.tsx'

/** The schemas of the forms' own tests, one per kind of field. */
const SCHEMAS = import.meta.glob<JsonObject>('../fixtures/forms/*.json', { eager: true, import: 'default' })

/** The paths of the secrets that the form of a schema always shows. */
function secretsOf(schema: JsonObject, path: Path): Path[] {
  if (schema['writeOnly'] === true) return [path]
  const properties = isObject(schema['properties']) ? Object.entries(schema['properties']) : []
  return properties.flatMap(([name, below]) => (isObject(below) ? secretsOf(below, [...path, name]) : []))
}

/** The paths of filled-in values. */
const leavesOf = (value: unknown, path: Path): Path[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, below]) => leavesOf(below, [...path, name]))
    : [path]

/** Forms of every kind of field: empty, filled in, with errors, and read-only. */
export function Forms() {
  return Object.entries(SCHEMAS).map(([file, schema]) => {
    const name = file.replace(/^.*\/|\.json$/g, '').replaceAll('-', ' ')
    const config = sample(schema, [schema], 0) as JsonObject
    const secrets = secretsOf(schema, ['config']).map((path, index) => secretState(formatPath(path), index))
    const errors = Object.fromEntries(leavesOf(config, ['config']).map((path) => [formatPath(path), ['Enter a value']]))
    return (
      <div key={name} role="group" aria-label={name} className="flex flex-col gap-2">
        <h3 className="font-semibold">{name}</h3>
        <div className="grid grid-cols-[repeat(auto-fill,minmax(min(18rem,100%),1fr))] gap-4">
          <Case name="empty" schema={schema} />
          <Case name="filled in" schema={schema} config={config} secrets={secrets} />
          <Case name="wrong" schema={schema} config={config} errors={errors} />
          <Case name="disabled" schema={schema} config={config} secrets={secrets} disabled />
        </div>
      </div>
    )
  })
}

/** Secrets that are, in turn, set and set but unreadable. */
const secretState = (path: string, index: number): SecretState => ({
  path,
  isSet: true,
  updatedAt: '2026-03-01T09:00:00.000Z',
  ...(index % 2 === 1 && { mustReenter: true }),
})

interface CaseProps {
  name: string
  schema: JsonObject
  config?: JsonObject
  secrets?: SecretState[]
  errors?: Record<string, string[]>
  disabled?: boolean
}

const NO_SECRETS: SecretState[] = []
const NO_ERRORS: Record<string, string[]> = {}

function Case({ name, schema, config, secrets = NO_SECRETS, errors = NO_ERRORS, disabled = false }: CaseProps) {
  const formId = useId()
  const isWrong = Object.keys(errors).length > 0
  useEffect(() => {
    // An attempt to save shows the errors of fields that were not visited.
    if (isWrong) (document.getElementById(formId) as HTMLFormElement | null)?.requestSubmit()
  }, [formId, isWrong])
  return (
    <Exhibit name={name}>
      <div className="rounded-card border border-line bg-surface-raised p-4">
        <SchemaForm
          formId={formId}
          schemas={{ configSchema: schema, authSchema: {} }}
          config={config ?? {}}
          isNew={config === undefined}
          secrets={secrets}
          errors={errors}
          disabled={disabled}
          onChange={() => undefined}
          onSubmit={() => undefined}
        />
      </div>
    </Exhibit>
  )
}
