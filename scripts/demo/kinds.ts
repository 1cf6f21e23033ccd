import { integer, pick } from '../../tests/helpers/random.ts'

export interface Organisation {
  name: string
  /** The name in addresses and handles; at most eight letters. */
  slug: string
}

interface Subject {
  random: () => number
  organisation: Organisation
  topic: string
  region: string
}

/** The connectors of one catalog entry. */
export interface Kind {
  catalogKey: string
  name: (topic: string) => string
  /** Whether its secrets can have an expiry date. */
  expires: boolean
  values: (subject: Subject) => { config: Record<string, unknown>; auth: Record<string, unknown> }
}

const LETTERS = 'abcdefghijkmnopqrstuvwxyzACDEFGHJKLMNPQRSTUVWXYZ0123456789'
const characters = (random: () => number, count: number, alphabet = LETTERS) =>
  Array.from({ length: count }, () => alphabet[integer(random, alphabet.length)]).join('')
const hex = (random: () => number, count: number) => characters(random, count, '0123456789abcdef')

/** A secret that is recognisable as a demo secret wherever it appears. */
const token = (random: () => number) => `demo-${characters(random, 40)}`
const host = ({ organisation, topic, region }: Subject) =>
  `${[topic, region.toLowerCase()].filter((part) => part !== '').join('-')}.${organisation.slug}.example`
/** Handles have at most 15 characters. */
const SHORT: Record<string, string> = {
  company: 'hq',
  careers: 'jobs',
  research: 'lab',
  community: 'club',
  members: 'people',
}
const handle = ({ organisation, topic, region }: Subject) =>
  `${organisation.slug}_${region === '' ? (SHORT[topic] ?? topic) : region.toLowerCase()}`.slice(0, 15)

const wordpress: Kind = {
  catalogKey: 'wordpress',
  name: (topic) => `${topic} blog`,
  expires: false,
  values: (subject) => ({
    config: {
      site_url: `https://${host(subject)}`,
      username: `${subject.topic}-editor`,
      default_status: pick(subject.random, ['draft', 'pending', 'publish']),
      default_categories: [1 + (subject.topic.length % 9)],
    },
    auth: { application_password: characters(subject.random, 24) },
  }),
}

const twitter: Kind = {
  catalogKey: 'twitter',
  name: (topic) => `${topic} on X`,
  expires: true,
  values: (subject) => ({
    config: { handle: `@${handle(subject)}`, hashtags: [subject.organisation.slug] },
    auth: { access_token: token(subject.random) },
  }),
}

const linkedin: Kind = {
  catalogKey: 'linkedin',
  name: (topic) => `${topic} page`,
  expires: true,
  values: ({ random, organisation, topic }) => ({
    config: {
      author: {
        kind: 'organization',
        urn: `urn:li:organization:${1_000_000 + integer(random, 8_000_000)}`,
        page_name: `${organisation.name} ${topic}`,
      },
    },
    auth: { access_token: token(random), refresh_token: token(random) },
  }),
}

const medium: Kind = {
  catalogKey: 'medium',
  name: (topic) => `${topic} stories`,
  expires: false,
  values: ({ random, topic }) => ({
    config: { publication_id: hex(random, 12), tags: [topic] },
    auth: { integration_token: token(random) },
  }),
}

const mastodon: Kind = {
  catalogKey: 'mastodon',
  name: (topic) => `${topic} on Mastodon`,
  expires: true,
  values: (subject) => ({
    config: { server_url: 'https://social.example', account: `@${handle(subject)}` },
    auth: { access_token: token(subject.random) },
  }),
}

const ghost: Kind = {
  catalogKey: 'ghost',
  name: (topic) => `${topic} letters`,
  expires: true,
  values: (subject) => ({
    config: { site_url: `https://letters-${host(subject)}` },
    auth: { admin_key: `${hex(subject.random, 24)}:${hex(subject.random, 64)}` },
  }),
}

const newsletter: Kind = {
  catalogKey: 'newsletter-smtp',
  name: (topic) => `${topic} newsletter`,
  expires: true,
  values: ({ random, organisation: { slug }, topic }) => ({
    config: { host: `smtp.${slug}.example`, sender: `${topic}@${slug}.example`, lists: [`all@${slug}.example`] },
    auth: { user: `${topic}@${slug}.example`, password: token(random) },
  }),
}

const webhook: Kind = {
  catalogKey: 'webhook',
  name: (topic) => `${topic} hook`,
  expires: false,
  values: (subject) => ({
    config: { url: `https://hooks.${subject.organisation.slug}.example/${subject.topic}` },
    auth: { signing_secret: token(subject.random) },
  }),
}

const archive: Kind = {
  catalogKey: 'archive-s3',
  name: (topic) => `${topic} archive`,
  expires: true,
  values: ({ random, organisation: { slug }, topic }) => ({
    config: { endpoint: 'https://s3.example', bucket: `${slug}-${topic}` },
    auth: { access_key_id: characters(random, 20), secret_access_key: token(random) },
  }),
}

/** The kinds, each as often as the demo should pick it. */
export const KINDS: readonly Kind[] = [
  ...[wordpress, wordpress, wordpress, twitter, twitter, twitter, linkedin, linkedin],
  ...[medium, mastodon, ghost, newsletter, webhook, archive],
]
