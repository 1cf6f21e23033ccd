import type { Colour } from '../contract/workspaces.ts'

/** The contract's limits that the screens tell of beforehand; taking the values themselves would bring zod into the page. */
export const MIN_PASSPHRASE = 12

const PLACES: Record<Colour, number> = { blue: 0, teal: 1, green: 2, amber: 3, orange: 4, red: 5, pink: 6, violet: 7 }

/** Every workspace colour, in the order in which they are offered. */
export const COLOURS = Object.keys(PLACES) as Colour[]
