import { spelling } from '../label.ts'

const MAX_TITLE = 60

/** First words after which "the" would be wrong. */
const DETERMINERS = new Set('the a an your my our this these any all each every no another'.split(' '))

/** First words of titles that say what is done, or ask. */
const CLAUSES = new Set(
  'enable disable use allow accept do does is are has have should include exclude skip keep drop send which what how who where when why choose select enter'.split(
    ' ',
  ),
)

/** Names that look like ordinary words. */
const NAMES = new Set(
  [
    'amazon anthropic apple asana astra atlassian auth0 azure bing bitbucket chroma cloudflare cohere confluence discord',
    'docker dropbox elasticsearch facebook figma firebase firebolt ghost google grafana heroku instagram intercom jira',
    'kafka klaviyo kubernetes mailchimp mailgun mastodon medium meta microsoft mongo netlify notion okta oracle outlook',
    'patchbay pinterest plaid plausible postgres reddit redis salesforce segment sendgrid sentry shopify slack snowflake',
    'spotify square stripe substack teams telegram teradata threads trello tumblr twilio twitter vectara vercel windows',
    'wix workday xero yahoo zapier zendesk zoom zoho',
  ].flatMap((names) => names.split(' ')),
)

/**
 * A field as a sentence names it by its title: `Site URL` becomes "the site URL", `Your name` "your name". A title that
 * is no noun stands in quotes; what is too long for a sentence is "a value".
 */
export function namedField(title: string): string {
  const plain = title
    .replaceAll(/\s+/g, ' ')
    .replace(/\s*\([^()]*\)\s*[.:*]?\s*$/, '')
    .replace(/[\s.:*]+$/, '')
    .trim()
  if (plain === '' || plain.length > MAX_TITLE) return 'a value'
  const words = plain.split(' ')
  const first = (words[0] as string).toLowerCase()
  if (plain.endsWith('?') || (CLAUSES.has(first) && words.length > 1) || /[.!?] /.test(plain)) return `"${plain}"`
  const named = words.map((word, at) => inSentence(word, at === 0 || isTitleCase(words))).join(' ')
  return (DETERMINERS.has(first) && words.length > 1) || /^item \d+$/i.test(plain) ? named : `the ${named}`
}

/** "Client Secret" and not "Client secret": more words than the first begin with a capital. */
const isTitleCase = (words: readonly string[]) =>
  words.length > 1 &&
  words.every((word) => !/^[a-z]/.test(word) || /^(?:and|as|at|by|for|in|of|on|or|per|the|to|with)$/.test(word))

const inSentence = (word: string, mayBeLower: boolean): string => {
  if (!mayBeLower || !/^[A-Z][a-z]+$/.test(word) || NAMES.has(word.toLowerCase())) return word
  return spelling(word) ?? word.toLowerCase()
}
