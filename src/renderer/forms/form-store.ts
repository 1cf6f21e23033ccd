import type { SecretState } from '../../contract/connectors.ts'
import { createCompiler } from './compile.ts'
import { setAt, startData } from './data.ts'
import type { FormNode } from './form-node.ts'
import { formValue, type FormValue } from './form-value.ts'
import { emptyMeta } from './node-meta.ts'
import { showOnly } from './only.ts'
import { formatPath, parsePath, type Path } from '../../shared/path.ts'
import { shownData } from './shown-data.ts'
import { secretDecisions, storedNamesBelow, type SecretDecisions } from './secrets.ts'

export interface FormSchemas {
  configSchema: Record<string, unknown>
  authSchema: Record<string, unknown>
}

export interface FormInput {
  schemas: FormSchemas
  config: Record<string, unknown>
  secrets: SecretState[]
  /** Whether this is an install, where defaults apply; without it, nothing stored means so. */
  isNew?: boolean
  /** Dotted paths: nothing but the fields there is shown, and all others keep their values. */
  only?: readonly string[]
}

/** What changes while a form is filled in; each change makes a new one. */
export interface FormSnapshot {
  data: unknown
  secrets: SecretDecisions
}

/**
 * Holds a form's data in place of rjsf's Form, which works out the defaults of the whole schema again at every change
 * and would write them into a stored config. A change shares all but its own path with the data before, so that only the changed field renders.
 */
export function createFormStore({ schemas, config, secrets, isNew, only }: FormInput) {
  const compilers = { config: createCompiler(schemas.configSchema), auth: createCompiler(schemas.authSchema) }
  const whole: FormNode = {
    properties: { config: compilers.config.compile(), auth: compilers.auth.compile() },
    required: ['config', 'auth'],
    'x-form': emptyMeta('group'),
  }
  const root = only ? showOnly(whole, only.map(parsePath)) : whole
  const isInstall = isNew ?? (secrets.length === 0 && Object.keys(config).length === 0)
  const decisions = secretDecisions(secrets)
  const storedNames = (path: Path) => storedNamesBelow(decisions, path)
  const storedBranches = new Map<string, number>()
  const listeners = new Set<() => void>()
  let snapshot: FormSnapshot = {
    data: startData(
      root,
      { config, auth: {} },
      {
        isNew: isInstall,
        storedNames,
      },
    ),
    secrets: decisions,
  }
  const put = (change: Partial<FormSnapshot>) => {
    snapshot = { ...snapshot, ...change }
    for (const listener of listeners) listener()
  }

  return {
    root,
    compilers,
    isNew: isInstall,
    snapshot: (): FormSnapshot => snapshot,
    value: (): FormValue => formValue(shownData(root, snapshot.data, storedNames), snapshot.secrets),
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    change: (value: unknown, path: Path) => put({ data: setAt(root, snapshot.data, path, value, true, storedNames) }),
    updateSecrets: (update: (decisions: SecretDecisions) => SecretDecisions) =>
      put({ secrets: update(snapshot.secrets) }),
    /** The branch that a choice was in when the form began, which is the one its stored secrets belong to. */
    storedBranch(path: Path, current: number): number {
      const key = formatPath(path)
      const known = storedBranches.get(key)
      if (known === undefined) storedBranches.set(key, current)
      return known ?? current
    },
  }
}

export type FormStore = ReturnType<typeof createFormStore>
