import type { Draft } from '../../../contract/groups/desktop.ts'
import { asObject } from '../../../shared/json.ts'
import { formatPath } from '../../../shared/path.ts'
import type { FormSnapshot } from './form-store.ts'
import type { SecretDecisions } from './secrets.ts'
import { withoutTypedSecrets } from './typed-secret.ts'

/** The state of a form as JSON, without the input of its secret fields. */
export type FormDraft = Pick<Draft, 'values' | 'decisions' | 'leftOut'>

/** The branches of choices by dotted path: those at the start of the form, and those chosen since. */
export interface Branches {
  stored: ReadonlyMap<string, number>
  chosen: ReadonlyMap<string, number>
}

export function formDraft({ data, secrets }: FormSnapshot, { stored, chosen }: Branches): FormDraft {
  const { data: values, leftOut } = withoutTypedSecrets(data)
  const { config, auth } = asObject(values)
  return {
    values: { config: asObject(config), auth: asObject(auth) },
    decisions: {
      fates: Object.fromEntries(secrets.fates),
      leftChoices: [...secrets.leftChoices.values()].map(({ path, shared }) => ({
        path: [...path],
        shared: [...shared],
      })),
      storedBranches: Object.fromEntries(stored),
      chosenBranches: Object.fromEntries(chosen),
    },
    leftOut,
  }
}

/** The decisions of a draft about the currently stored secrets. */
export function withDecisions(decisions: SecretDecisions, { fates, leftChoices }: Draft['decisions']): SecretDecisions {
  return {
    ...decisions,
    fates: new Map(Object.entries(fates).filter(([path]) => decisions.stored.has(path))),
    leftChoices: new Map(leftChoices.map((choice) => [formatPath(choice.path), choice])),
  }
}
