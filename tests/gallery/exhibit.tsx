import type { ReactNode } from 'react'

/** One state below its name; a wide one takes a row of its own. */
export const Exhibit = ({ name, isWide, children }: { name: string; isWide?: boolean; children: ReactNode }) => (
  <figure className={`flex min-w-0 flex-col gap-1.5 ${isWide ? 'col-span-full' : ''}`}>
    <figcaption className="text-xs text-text-muted">{name}</figcaption>
    <div className="flex min-w-0 flex-1 flex-col">{children}</div>
  </figure>
)

/** States side by side. */
export const Exhibits = ({ children }: { children: ReactNode }) => (
  <div className="grid grid-cols-[repeat(auto-fill,minmax(min(18rem,100%),1fr))] gap-4">{children}</div>
)
