import { isObject, own, type JsonObject } from '../../../shared/json.ts'
import { clearedPaths, fateOf, storedWithin, type SecretDecisions } from './secrets.ts'
import { splitTypedSecrets } from './typed-secret.ts'
import { parsePath, type Path } from '../../../shared/path.ts'

/** The values for an install or an update. */
export interface FormValue {
  /** The config without secrets. */
  config: JsonObject
  /** Secrets by dotted path; main keeps a stored secret that is not listed. */
  secrets: { set: JsonObject; clear: string[]; refer?: Record<string, string> }
}

/** Separates the typed secrets from a form's data. Stored secrets of hidden fields are cleared. */
export function formValue({ data, hidden }: { data: unknown; hidden: Path[] }, decisions: SecretDecisions): FormValue {
  const { data: open, secrets } = splitTypedSecrets(data)
  const set = Object.entries(secrets).filter(
    ([path, secret]) => !(secret.isConstant && fateOf(decisions, parsePath(path)) === 'kept'),
  )
  const refer = Object.fromEntries(
    set.filter(([, one]) => one.isReference).map(([path, one]) => [path, String(one.value)]),
  )
  const config = own(open, 'config')
  const names = new Set(set.map(([path]) => path))
  return {
    config: isObject(config) ? config : {},
    secrets: {
      set: Object.fromEntries(set.filter(([path]) => !(path in refer)).map(([path, { value }]) => [path, value])),
      clear: [...clearedPaths(decisions), ...storedWithin(decisions, hidden)].filter((path) => !names.has(path)),
      ...(Object.keys(refer).length > 0 && { refer }),
    },
  }
}
