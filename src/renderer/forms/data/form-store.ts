import type { SecretState } from '../../../contract/groups/connectors.ts'
import type { FieldMessages } from '../../../shared/errors.ts'
import { problemsOf } from './typed-secret.ts'
import { createCompilers } from '../schema/compile.ts'
import { branchIn, setAt, startData, type StoredNames } from './data.ts'
import { type FormNode, metaOf } from '../schema/form-node.ts'
import { formDraft, type FormDraft, withDecisions } from './form-draft.ts'
import { formValue, type FormValue } from './form-value.ts'
import { emptyMeta } from '../schema/node-meta.ts'
import { showOnly } from './only.ts'
import { formatPath, isWithin, parsePath, type Path } from '../../../shared/path.ts'
import type { EntrySchemas } from '../../../shared/secret-places.ts'
import { secretDecisions, type SecretDecisions, storedNamesBelow } from './secrets.ts'
import { hiddenNames, shapeOf } from './conditions.ts'
import { isObject, type JsonObject } from '../../../shared/json.ts'
import { withConfig } from './with-config.ts'

export interface FormInput {
  schemas: EntrySchemas
  config: Record<string, unknown>
  secrets: SecretState[]
  /** Whether this is an install, where defaults apply; by default, when nothing is stored. */
  isNew?: boolean
  /** Dotted paths of the only fields to show; all others keep their values. */
  only?: readonly string[]
  /** Unsaved changes from before a restart, from which the form continues. */
  draft?: FormDraft | undefined
}

/** The state of a form; immutable, so each change makes a new one. */
export interface FormSnapshot {
  data: unknown
  secrets: SecretDecisions
  /** Counts how often the whole config was replaced, after which every field begins again. */
  replaced: number
}

/**
 * Holds a form's data instead of rjsf's Form, which computes the defaults of the whole schema at every change
 * and would write them into a stored config. A change shares everything outside its path with the old data, so
 * only the changed field renders.
 */
export function createFormStore({ schemas, config, secrets, isNew, only, draft }: FormInput) {
  const compilers = createCompilers(schemas)
  const whole: FormNode = {
    properties: { config: compilers.config.compile(), auth: compilers.auth.compile() },
    required: ['config', 'auth'],
    'x-form': emptyMeta('group'),
  }
  let root = only ? showOnly(whole, only.map(parsePath)) : whole
  const isInstall = isNew ?? (secrets.length === 0 && Object.keys(config).length === 0)
  const stored = secretDecisions(secrets)
  const decisions = draft ? withDecisions(stored, draft.decisions) : stored
  const storedNames = (path: Path) => storedNamesBelow(decisions, path)
  const storedBranches = new Map(Object.entries(draft?.decisions.storedBranches ?? {}))
  const chosenBranches = new Map(Object.entries(draft?.decisions.chosenBranches ?? {}))
  const listeners = new Set<() => void>()
  let snapshot: FormSnapshot = {
    // A person who cleared a field with a default wants it empty.
    data: startData(root, draft?.values ?? { config, auth: {} }, { isNew: isInstall && !draft, storedNames }),
    secrets: decisions,
    replaced: 0,
  }
  // What nobody sees stays as it is stored, unless a change in this form is what hides it. An update of an outdated
  // connector drops it, because nobody could mend it there.
  const atStart = draft ? startData(root, { config, auth: {} }, { isNew: false, storedNames }) : snapshot.data
  const hiddenAtStart = only || isInstall ? [] : shownData(root, atStart, storedNames).hidden
  const keptHidden = new Set(hiddenAtStart.map(formatPath))
  const shown = () => shownData(root, snapshot.data, storedNames, keptHidden)
  const put = (change: Partial<FormSnapshot>) => {
    snapshot = { ...snapshot, ...change }
    for (const listener of listeners) listener()
  }

  return {
    get root() {
      return root
    },
    /** Shows every field, with what was typed in those that were shown before. */
    showAll() {
      if (root === whole) return
      root = whole
      put({})
    },
    compilers,
    isNew: isInstall,
    snapshot: (): FormSnapshot => snapshot,
    value: (): FormValue => formValue(shown(), snapshot.secrets),
    /** What is wrong with text that stands for no value, by dotted path; it keeps the form from being saved. */
    problems: (): FieldMessages => problemsOf(shown().data),
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    change: (value: unknown, path: Path) => put({ data: setAt(root, snapshot.data, path, value, true, storedNames) }),
    /** Replaces the config of an earlier state, which has no secrets in the open; typed and stored ones keep their places. */
    replaceConfig(earlier: FormSnapshot, config: JsonObject) {
      const next = withConfig(earlier, config, { schemas, root: whole, storedBranches })
      for (const key of chosenBranches.keys()) if (parsePath(key)[0] === 'config') chosenBranches.delete(key)
      put({ ...next, replaced: snapshot.replaced + 1 })
    },
    updateSecrets: (update: (decisions: SecretDecisions) => SecretDecisions) =>
      put({ secrets: update(snapshot.secrets) }),
    /** The branch of a choice at the start of the form, to which its stored secrets belong. */
    storedBranch(path: Path, current: number): number {
      const key = formatPath(path)
      const known = storedBranches.get(key)
      if (known === undefined) storedBranches.set(key, current)
      return known ?? current
    },
    /** The branch that was chosen last; undefined when the data decides it. */
    chosenBranch: (path: Path): number | undefined => chosenBranches.get(formatPath(path)),
    noteBranch(path: Path, branch: number) {
      // Choices within the previous branch do not apply to the new one.
      for (const key of chosenBranches.keys()) if (isWithin(parsePath(key), path)) chosenBranches.delete(key)
      // Items of lists change their paths.
      if (path.every((name) => typeof name === 'string')) chosenBranches.set(formatPath(path), branch)
    },
    draft: (): FormDraft => formDraft(snapshot, { stored: storedBranches, chosen: chosenBranches }),
  }
}

export type FormStore = ReturnType<typeof createFormStore>

/**
 * The data that the form sends, without the values of hidden fields, and the paths of those fields. The hidden fields
 * of the dotted paths in `kept` keep their values.
 */
function shownData(
  node: FormNode,
  data: unknown,
  storedNames: StoredNames,
  kept: ReadonlySet<string> = new Set(),
  path: Path = [],
): { data: unknown; hidden: Path[] } {
  const group = branchIn(node, data, storedNames(path))
  const { kind } = metaOf(group ?? node)
  const hidden: Path[] = []
  const inside = (inner: FormNode | undefined, value: unknown, at: Path): unknown => {
    if (!inner || value === undefined) return value
    const part = shownData(inner, value, storedNames, kept, at)
    hidden.push(...part.hidden)
    return part.data
  }
  if (kind === 'list' && Array.isArray(data))
    return { data: data.map((item, at) => inside(node.items, item, [...path, at])), hidden }
  if (!group || kind !== 'group' || (data !== undefined && !isObject(data))) return { data, hidden }
  const shape = shapeOf(group, data, storedNames(path))
  const hiddenNow = new Set(hiddenNames(group, shape).filter((name) => !kept.has(formatPath([...path, name]))))
  hidden.push(...[...hiddenNow].map((name) => [...path, name]))
  if (data === undefined) return { data, hidden }
  const entries = Object.entries(data).filter(([name]) => !hiddenNow.has(name))
  return {
    data: Object.fromEntries(
      entries.map(([name, value]) => [name, inside(shape.properties?.[name], value, [...path, name])]),
    ),
    hidden,
  }
}
