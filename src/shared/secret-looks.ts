const SECRET_NAME = /(^|[_.-])(password|passwd|passphrase|secret|api[_-]?key|access[_-]?key|private[_-]?key|token)$/i

/** Whether a name is one that secrets have, such as `api_key`. */
export const isSecretName = (name: string): boolean => SECRET_NAME.test(name)

/** What services begin their keys and tokens with. */
const KNOWN =
  /^(?:(?:[spr]k|shp(?:at|ca|pa|ss)|glpat|npm|github_pat|gh[oprsu]|xox[abeoprs])[-_]|EAA|A[KS]IA|AIza|ya29\.|eyJ)[\w.-]{8,}$/
const HEADER = /^(?:Bearer|Basic) \S{8,}$/i
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY/
/** An account with its password in an address. */
const ACCOUNT = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s]*:[^/?#\s]*@/i
const ADDRESS_WITH_KEY = /^[a-z]+:\/\/.*[?&][^=&]*(?:token|key|secret|password|sig(?:nature)?)=[^&]/i
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** One word of the characters that keys and tokens are made of. */
const WORD = /^[\w~+/=.:-]{20,}$/
const KINDS = [/[a-z]/, /[A-Z]/, /\d/]

/** Whether a text may be a secret that somebody has typed or pasted where none belongs; it rather says so too often. */
export function looksSecret(text: string): boolean {
  const word = text.trim()
  if ([PRIVATE_KEY, ACCOUNT, ADDRESS_WITH_KEY, KNOWN, HEADER].some((form) => form.test(word))) return true
  if (UUID.test(word) || /^[a-z]+:\/\//i.test(word)) return false
  return WORD.test(word) && (/^[0-9a-f]{32,}$/i.test(word) || KINDS.every((kind) => kind.test(word)))
}
