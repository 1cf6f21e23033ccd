import type { AppApi } from '../../../contract/index.ts'
import type { AppError } from '../../../contract/errors.ts'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { secretsText } from '../../text/en/secrets.ts'
import { Field } from '../../ui/fields/field.tsx'

const words = secretsText.proof
const PATH = 'proof.'

/** What is to be proved of a workspace: its recovery passphrase or, where it has none, its name. */
export interface Asked {
  id: string
  name: string
  kind: 'passphrase' | 'name'
}

/** What a refused call asks to be proved; empty where it was refused for something else. */
export async function askedBy(error: AppError, api: AppApi, workspaces: readonly Workspace[]): Promise<Asked[]> {
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

/** The proof by workspace. One typed name stands for all workspaces that have no passphrase. */
export function proofOf(asked: readonly Asked[], typed: Readonly<Record<string, string>>): Record<string, string> {
  const byName = asked.filter(({ kind }) => kind === 'name')
  const isNamed = byName[0] !== undefined && typed[byName[0].id]?.trim() === byName[0].name
  return { ...typed, ...(isNamed && Object.fromEntries(byName.map(({ id, name }) => [id, name]))) }
}

interface ProofFieldsProps {
  asked: readonly Asked[]
  typed: Readonly<Record<string, string>>
  /** The messages of the last try, by `proof.<id>`. */
  errors: Readonly<Record<string, string[]>> | undefined
  onChange: (typed: Record<string, string>) => void
}

/** Asks once more who sits there, before secrets are written to a file. */
export function ProofFields({ asked, typed, errors, onChange }: ProofFieldsProps) {
  const names = asked.filter(({ kind }) => kind === 'name')
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="sr-only">{words.title}</legend>
      {[...asked.filter(({ kind }) => kind === 'passphrase'), ...names.slice(0, 1)].map(({ id, name, kind }) => (
        <Field
          key={id}
          type={kind === 'passphrase' ? 'password' : 'text'}
          spellCheck={false}
          label={kind === 'passphrase' ? words.passphrase(name) : words.name(name)}
          hint={kind === 'name' && names.length > 1 ? words.forAll(names.length) : words.hint}
          value={typed[id] ?? ''}
          errors={typed[id] === undefined ? undefined : errors?.[PATH + id]}
          onChange={(event) => onChange({ ...typed, [id]: event.currentTarget.value })}
        />
      ))}
    </fieldset>
  )
}
