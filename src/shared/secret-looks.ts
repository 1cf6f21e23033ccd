import { formatPath, type Path } from './path.ts'
/** How sure it is that a name is one of a secret: of a strong one there is hardly another meaning. */
export type SecretSound = 'strong' | 'weak'

/** Words that name a secret alone, at the end of a name. */
const STRONG = new Set(
  (
    'password passwd pwd passphrase passcode secret token apikey apitoken apisecret authtoken accesstoken refreshtoken ' +
    'bearertoken clientsecret secretkey privatekey accesskey accountkey passwort kennwort'
  ).split(' '),
)
const WEAK = new Set('pat dsn jwt credential credentials cookie'.split(' '))

/** What makes a key a secret one: `api_key`, `serviceAccountKey`; a `primary_key` or a `public_key` is none. */
const KEY_KINDS = new Set(
  (
    'api app application secret private access account auth authentication authorization shared signing encryption ' +
    'decryption master service server storage subscription integration license consumer hmac sas ssh pgp gpg ingest ' +
    'ingestion write read admin session deploy webhook developer partner functions client'
  ).split(' '),
)
/** Kinds of keys that are also named for other things: a key to read with, of an account, of a product. */
const WEAK_KINDS = new Set(
  'read write server session account license consumer partner app application client'.split(' '),
)

/** Tokens that mark a place in a list or in a text. */
const PLAIN_TOKENS = new Set(
  'page next previous prev continuation sync cursor pagination pad eos bos unk stop'.split(' '),
)

/** What may follow the word itself: `private_key_pem`, `service_account_json`, `password_value`. */
const TAIL = new Set('pem value text string json base64 content contents b64 raw plain'.split(' '))

/** A name in its words, in lower case: `clientSecret`, `client-secret` and "Client Secret (optional)" alike. */
function wordsOf(name: string): string[] {
  return name
    .replace(/\([^)]*\)/g, ' ')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** Names of two and three words, whose last word alone says nothing. */
const PHRASES: readonly (readonly [RegExp, SecretSound])[] = [
  [/(?:^| )service account(?: key)?(?: (?:json|file content|content|contents|value|b64|base64))+$/, 'strong'],
  [/(?:^| )service account key$/, 'strong'],
  [/(?:^| )connection string$/, 'weak'],
]

/** One of them is in every name of a secret, and in few others. */
const TRACES = [...STRONG, ...WEAK, 'key', 'account', 'connection']

/** Whether a name is one that secrets have, such as `api_key`, `clientSecret` or `dsn`; null for any other. */
export function secretSound(name: string): SecretSound | null {
  const letters = name.toLowerCase()
  if (!TRACES.some((trace) => letters.includes(trace))) return null
  // `password 1`, `oauthToken2`.
  const words = wordsOf(name.replace(/[\s_-]*\d+$/, ''))
  const phrase = PHRASES.find(([form]) => form.test(words.join(' ')))
  if (phrase) return phrase[1]
  while (words.length > 1 && TAIL.has(words.at(-1) ?? '')) words.pop()
  const last = words.at(-1) ?? ''
  const before = words.at(-2) ?? ''
  if (last === 'token' && PLAIN_TOKENS.has(before)) return null
  if (STRONG.has(last)) return 'strong'
  if (last === 'key' && KEY_KINDS.has(before)) return WEAK_KINDS.has(before) ? 'weak' : 'strong'
  return WEAK.has(last) ? 'weak' : null
}

/** Words that make a title a sentence about a secret, and not its name. */
const PROSE = /\b(?:of|for|with|in|to|from|whether|if|use|is|the|a|an|name|how|which|when)\b/i
const MOST_WORDS = 5

/** The same for a title, which may be a sentence: "Name of the secret" is none. */
export function secretSoundOfTitle(title: string): SecretSound | null {
  const words = title.trim().split(/\s+/)
  return words.length > MOST_WORDS || PROSE.test(title) ? null : secretSound(title)
}

/** Whether a name is one that secrets have, such as `api_key`. */
const isSecretName = (name: string): boolean => secretSound(name) !== null
/** What services begin their keys and tokens with. */
const KNOWN =
  /^(?:(?:[spr]k|shp(?:at|ca|pa|ss)|glpat|npm|github_pat|gh[oprsu]|xox[abeoprs])[-_]|EAA|A[KS]IA|AIza|ya29\.|eyJ)[\w.-]{8,}$/
const HEADER = /^(?:Bearer|Basic) \S{8,}$/i
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY/
/** An account with its password in an address. */
const ACCOUNT = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s]*:[^/?#\s]*@/i
/** The same with the password itself in a group, also without a scheme: `editor:hunter2@example.com:8080/path`. */
const PASSWORD_IN_ADDRESS =
  /^(?:(?:[a-z][a-z0-9+.-]*:)+\/\/)?[^\s:/?#@]*:([^\s/?#]+)@(?:[\p{L}\p{N}.-]+|\[[\da-f:.]+\])(?::\d+)?(?:[/?#,].*)?$/iu
/** Words before a colon that begin an address of a person, which has no password. */
const PERSONAL = /^(?:mailto|sips?|xmpp|acct|im|tel):/i
/** A placeholder in the place of a password: `${DB_PASSWORD}`, `{{ password }}`, `<password>`, `***`. */
const PLACEHOLDER = /^(?:\$?\{.*\}|\$\(.*\)|\$\w+|<.*>|%\w+%|\*+|x+|\.\.\.|\[.*\])$/i
const ADDRESS_WITH_KEY = /^[a-z]+:\/\/.*[?&][^=&]*(?:token|key|secret|password|sig(?:nature)?)=[^&]/i
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** One word of the characters that keys and tokens are made of. */
const WORD = /^[\w~+/=.:-]{20,}$/
const KINDS = [/[a-z]/, /[A-Z]/, /\d/]

/** Whether a text is an address with the password of an account in it, such as `https://editor:hunter2@example.com`. */
export function holdsPassword(text: string): boolean {
  const address = text.trim()
  if (address.length > LONGEST_ADDRESS || PERSONAL.test(address)) return false
  const password = PASSWORD_IN_ADDRESS.exec(address)?.[1]
  return password !== undefined && !PLACEHOLDER.test(password)
}

const LONGEST_ADDRESS = 4096

/** Whether a text may be a secret that somebody has typed or pasted where none belongs; it rather says so too often. */
export function looksSecret(text: string): boolean {
  const word = text.trim()
  if ([PRIVATE_KEY, ACCOUNT, ADDRESS_WITH_KEY, KNOWN, HEADER].some((form) => form.test(word))) return true
  if (UUID.test(word) || /^[a-z]+:\/\//i.test(word)) return false
  return WORD.test(word) && (/^[0-9a-f]{32,}$/i.test(word) || KINDS.every((kind) => kind.test(word)))
}

/** What is typed into a form. */
interface Typed {
  title: string
  name: string
  tags: string[]
  values: { config: Record<string, unknown>; auth: Record<string, unknown> }
  /** The stored state that it changes; null for none. */
  base: { config: Record<string, unknown> } | null
  /** The dotted paths of what is left out. */
  leftOut: string[]
}

/** What is typed without what somebody may have pasted into a field that is not for secrets. */
export function withoutSecrets<T extends Typed>(draft: T): T {
  let leftOut: string[] = []
  const strip = (value: unknown, path: Path): unknown => {
    if (typeof value === 'string') {
      if (!looksSecret(value) && !(value !== '' && isSecretName(String(path.at(-1))))) return value
      leftOut.push(formatPath(path))
      return undefined
    }
    // A list keeps its length, as other items have their paths.
    if (Array.isArray(value)) return value.map((item, index) => strip(item, [...path, index]) ?? null)
    if (typeof value !== 'object' || value === null) return value
    const members = Object.entries(value).map(([name, member]) => [name, strip(member, [...path, name])] as const)
    return Object.fromEntries(members.filter(([, member]) => member !== undefined))
  }
  const base = draft.base && {
    ...draft.base,
    config: strip(draft.base.config, ['config']) as Typed['values']['config'],
  }
  // Nobody has typed what is stored.
  leftOut = []
  const { config, auth } = draft.values
  const values = { config: strip(config, ['config']), auth: strip(auth, ['auth']) } as Typed['values']
  const name = strip(draft.name, ['name']) as string | undefined
  const tags = draft.tags.filter((tag) => !looksSecret(tag))
  if (tags.length < draft.tags.length) leftOut.push('tags')
  return {
    ...draft,
    ...{ values, base, tags, name: name ?? '' },
    title: looksSecret(draft.title) ? '' : draft.title,
    leftOut: [...new Set([...draft.leftOut, ...leftOut])],
  }
}
