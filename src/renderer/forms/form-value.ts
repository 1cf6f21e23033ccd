import { isObject, own, type JsonObject } from '../../shared/json.ts'
import { clearedPaths, fateOf, storedWithin, type SecretDecisions } from './secrets.ts'
import { splitTypedSecrets, withSecrets } from './typed-secret.ts'
import { parsePath, type Path } from '../../shared/path.ts'

export interface FormValue {
  config: JsonObject
  auth: JsonObject
  secrets: { set: JsonObject; clear: string[] }
}

const asObject = (value: unknown): JsonObject => (isObject(value) ? value : {})

/**
 * What main takes. For an install `config` and `auth` hold everything; for an update `config` holds no secret, and
 * `secrets` names by dotted path what is set and what is cleared. A path that is not named is kept. Stored secrets of
 * fields that are hidden now are cleared.
 */
export function formValue(
  { data, hidden }: { data: unknown; hidden: Path[] },
  decisions: SecretDecisions,
  isInstall: boolean,
): FormValue {
  const { data: open, secrets } = splitTypedSecrets(data)
  const set = Object.entries(secrets).filter(
    ([path, secret]) => !(secret.isConstant && fateOf(decisions, parsePath(path)) === 'kept'),
  )
  const whole = asObject(withSecrets(data))
  const names = new Set(set.map(([path]) => path))
  return {
    config: asObject(isInstall ? own(whole, 'config') : own(open, 'config')),
    auth: asObject(own(whole, 'auth')),
    secrets: {
      set: Object.fromEntries(set.map(([path, { value }]) => [path, value])),
      clear: [...clearedPaths(decisions), ...storedWithin(decisions, hidden)].filter((path) => !names.has(path)),
    },
  }
}
