import { createContext, useContext } from 'react'
import { classNames } from '../class-names.ts'

/** The icons of the built-in entries, as classes: long lists have no nodes to spare. */
const BRANDS: Record<string, string> = {
  'brand-x': 'icon-before i-brand-x text-brand-x',
  'brand-wordpress': 'icon-before i-brand-wordpress text-brand-wordpress',
  'brand-linkedin': 'icon-before i-brand-linkedin text-brand-linkedin',
  'brand-medium': 'icon-before i-brand-medium text-brand-medium',
}

/** Tints for entries without a brand icon; an entry's name always gets the same one. */
const TINTS = [
  'bg-accent-soft text-accent',
  'bg-good-soft text-good',
  'bg-warn-soft text-warn',
  'bg-bad-soft text-bad',
] as const

const tintOf = (name: string) =>
  TINTS[[...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % TINTS.length]

/** The pictures of imported entries by key; their connectors name them as `entry:KEY`. */
const Pictures = createContext<ReadonlyMap<string, string>>(new Map())
export const EntryPictures = Pictures.Provider

const isPicture = (icon: string) => icon.startsWith('data:image/')

/** The pictures among the icons of entries. */
export const picturesOf = (entries: readonly { key: string; icon: string | null }[]): ReadonlyMap<string, string> =>
  new Map(entries.flatMap(({ key, icon }) => (icon !== null && isPicture(icon) ? [[key, icon] as const] : [])))

interface EntryIconProps {
  icon: string | null
  name: string
  size?: 's' | 'm'
}

/** A catalog entry's picture or brand icon, or its initial on a colour. */
export function EntryIcon({ icon, name, size = 'm' }: EntryIconProps) {
  const pictures = useContext(Pictures)
  const brand = icon === null ? undefined : BRANDS[icon]
  const picture = icon?.startsWith('entry:') ? pictures.get(icon.slice('entry:'.length)) : icon
  const box = size === 'm' ? 'entry-icon' : 'entry-icon is-small'
  // In an image element, an SVG runs no scripts and loads nothing.
  if (picture && isPicture(picture))
    return (
      <span aria-hidden className={classNames(box, 'bg-surface-sunken')}>
        <img src={picture} alt="" className="size-3/4 object-contain" />
      </span>
    )
  return (
    <span aria-hidden title={name} className={classNames(box, brand ? `bg-surface-sunken ${brand}` : tintOf(name))}>
      {brand ? null : [...name][0]?.toUpperCase()}
    </span>
  )
}
