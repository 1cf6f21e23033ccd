import { useEffect, useRef } from 'react'
import type { AppApi } from '../../../contract/index.ts'
import type { AppError } from '../../../contract/errors.ts'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { secretsText } from '../../text/secrets.ts'
import { Field } from '../../ui/fields/field.tsx'

const words = secretsText.proof
const PATH = 'proof.'

/** The proof that a workspace needs: its recovery passphrase or, without one, its name. */
export interface ProofRequest {
  id: string
  name: string
  kind: 'passphrase' | 'name'
}

/** The proofs that a refused call needs; empty when it was refused for another reason. */
export async function proofRequestsOf(
  error: AppError,
  api: AppApi,
  workspaces: readonly Workspace[],
): Promise<ProofRequest[]> {
  if (error.reason !== 'proof_needed') return []
  const ids = Object.keys(error.fields ?? {}).map((path) => path.slice(PATH.length))
  return Promise.all(
    workspaces
      .filter(({ id }) => ids.includes(id))
      .map(async ({ id, name }) => {
        const { key } = await api.session.workspace({ workspaceId: id })
        return { id, name, kind: key.slots.includes('passphrase') ? ('passphrase' as const) : ('name' as const) }
      }),
  )
}

/** The proof by workspace. One typed name is the proof for all workspaces without a passphrase. */
export function proofOf(
  requests: readonly ProofRequest[],
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const byName = requests.filter(({ kind }) => kind === 'name')
  const isNamed = byName[0] !== undefined && values[byName[0].id]?.trim() === byName[0].name
  return { ...values, ...(isNamed && Object.fromEntries(byName.map(({ id, name }) => [id, name]))) }
}

interface ProofFieldsProps {
  requests: readonly ProofRequest[]
  values: Readonly<Record<string, string>>
  /** The errors of the last attempt, by `proof.<id>`. */
  errors: Readonly<Record<string, string[]>> | undefined
  onChange: (values: Record<string, string>) => void
}

/** Asks for proof of identity before secrets are written to a file. */
export function ProofFields({ requests, values, errors, onChange }: ProofFieldsProps) {
  const fieldset = useRef<HTMLFieldSetElement>(null)
  // The fields appear after a press of the button, so the next thing to do is to type here.
  useEffect(() => fieldset.current?.querySelector('input')?.focus(), [])
  const names = requests.filter(({ kind }) => kind === 'name')
  return (
    <fieldset ref={fieldset} className="flex flex-col gap-4">
      <legend className="sr-only">{words.title}</legend>
      {[...requests.filter(({ kind }) => kind === 'passphrase'), ...names.slice(0, 1)].map(({ id, name, kind }) => (
        <Field
          key={id}
          type={kind === 'passphrase' ? 'password' : 'text'}
          spellCheck={false}
          label={kind === 'passphrase' ? words.passphrase(name) : words.name(name)}
          hint={kind === 'name' && names.length > 1 ? words.forAll(names.length) : words.hint}
          value={values[id] ?? ''}
          errors={values[id] === undefined ? undefined : errors?.[PATH + id]}
          onChange={(event) => onChange({ ...values, [id]: event.currentTarget.value })}
        />
      ))}
    </fieldset>
  )
}
