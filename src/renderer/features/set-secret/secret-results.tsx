import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import type { SecretResult } from '../../../contract/groups/secrets.ts'
import { errorMessage, fieldMessages } from '../../text/wording.ts'
import { secretsText } from '../../text/secrets.ts'

const words = secretsText.setSecret

/** The result for each connector, failures first. */
export function SecretResults({ results }: { results: readonly SecretResult[] }) {
  const sorted = results.toSorted((a, b) => Number(a.error === null) - Number(b.error === null))
  return (
    <ul className="flex flex-col gap-2 text-sm" aria-live="polite">
      {sorted.map(({ id, name, error }) => (
        <li key={id} className="flex items-start gap-2">
          {error ? (
            <IconAlertTriangle size={16} aria-hidden className="mt-0.5 shrink-0 text-bad" />
          ) : (
            <IconCircleCheck size={16} aria-hidden className="mt-0.5 shrink-0 text-good" />
          )}
          <span className="min-w-0">
            <span className="font-medium">{name ?? id}</span>{' '}
            <span className="text-text-muted">{error ? `${words.unchanged}: ${reasonOf(error)}` : words.changed}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

const reasonOf = (error: NonNullable<SecretResult['error']>): string =>
  Object.values(fieldMessages(error.fields)).flat().join(', ') || errorMessage(error)
