import type { Colour } from '../../src/contract/groups/workspaces.ts'
import { COLOURS } from '../../src/shared/limits.ts'
import { createRandom, integer, pick } from '../../tests/helpers/random.ts'
import { KINDS, type Kind, type Organisation } from './kinds.ts'

/** A connector of the demo: its values and its final state. */
interface DemoConnector {
  catalogKey: string
  name: string
  config: Record<string, unknown>
  auth: Record<string, unknown>
  tags: string[]
  /** YYYY-MM-DD, or null. */
  secretExpiresAt: string | null
  state: 'active' | 'inactive' | 'error' | 'trash'
  /** The error on its card; null for none. */
  error: string
  /** Its place in the order of installation; smaller is earlier. */
  order: number
}

export interface DemoWorkspace {
  name: string
  colour: Colour
  connectors: DemoConnector[]
}

const ORGANISATIONS: readonly (Organisation & { connectors: number })[] = [
  { name: 'Alder & Finch', slug: 'alder', connectors: 58 },
  { name: 'Brightwater Libraries', slug: 'bright', connectors: 44 },
  { name: 'Cobalt Cycling Union', slug: 'cobalt', connectors: 34 },
  { name: 'Dunes Theatre', slug: 'dunes', connectors: 27 },
  { name: 'Eastgate Museum', slug: 'eastgate', connectors: 22 },
  { name: 'Fernhill Schools', slug: 'fernhill', connectors: 18 },
  { name: 'Granary Foods', slug: 'granary', connectors: 14 },
  { name: 'Harbour Trust', slug: 'harbour', connectors: 11 },
  { name: 'Ironwood Press', slug: 'ironwood', connectors: 9 },
  { name: 'Juniper Clinics', slug: 'juniper', connectors: 7 },
  { name: 'Kestrel Airfield', slug: 'kestrel', connectors: 4 },
  { name: 'Lantern Festival', slug: 'lantern', connectors: 2 },
]

const TOPICS = ['Company', 'Careers', 'Press', 'Events', 'Research', 'Community', 'Support', 'Members'] as const
const REGIONS = ['', 'Nordics', 'Iberia', 'Benelux', 'Ireland', 'Alps', 'Japan', 'Brazil'] as const
const OWNERS = ['comms', 'marketing', 'people team', 'agency', 'web team'] as const

const ERRORS = [
  'The access token was revoked by its owner',
  'The service answers 503 Service Unavailable',
  'The account was suspended until its e-mail address is confirmed',
  'The last three posts were refused: the daily limit is reached',
  'The certificate of the server has expired',
] as const

const DAY_MS = 24 * 60 * 60 * 1000

/** Twelve workspaces with 250 connectors, the same for the same seed and day. */
export function planDemo({ seed, today }: { seed: number; today: Date }): DemoWorkspace[] {
  const random = createRandom(seed)
  const chance = (share: number) => random() < share

  /** The day this many days from today, YYYY-MM-DD. */
  const day = (days: number) => new Date(today.getTime() + days * DAY_MS).toISOString().slice(0, 10)
  const expiry = () => {
    const share = random()
    if (share < 0.06) return day(-1 - integer(random, 40))
    if (share < 0.15) return day(integer(random, 14))
    return share < 0.55 ? day(15 + integer(random, 300)) : null
  }
  const state = (): DemoConnector['state'] => {
    const share = random()
    if (share < 0.07) return 'error'
    if (share < 0.1) return 'trash'
    return share < 0.34 ? 'inactive' : 'active'
  }

  const connector = (organisation: Organisation, kind: Kind, place: number): DemoConnector => {
    const topic = TOPICS[place % TOPICS.length] ?? ''
    const region = REGIONS[Math.floor(place / TOPICS.length) % REGIONS.length] ?? ''
    const { config, auth } = kind.values({ random, organisation, topic: topic.toLowerCase(), region })
    const tags = [chance(0.8) ? 'prod' : 'staging', pick(random, OWNERS)]
    if (region !== '') tags.push(region.toLowerCase())
    return {
      catalogKey: kind.catalogKey,
      name: [kind.name(topic), region].filter((part) => part !== '').join(' · '),
      config,
      auth,
      tags: chance(0.12) ? [] : tags.slice(0, 1 + integer(random, 3)),
      secretExpiresAt: kind.expires ? expiry() : null,
      state: state(),
      error: pick(random, ERRORS),
      order: random(),
    }
  }

  return ORGANISATIONS.map(({ connectors, ...organisation }, index) => {
    const places = new Map<Kind, number>()
    return {
      name: organisation.name,
      colour: COLOURS[index % COLOURS.length] ?? 'blue',
      connectors: Array.from({ length: connectors }, () => {
        const kind = pick(random, KINDS)
        const place = places.get(kind) ?? 0
        places.set(kind, place + 1)
        return connector(organisation, kind, place)
      }),
    }
  })
}
