import type { ReactNode } from 'react'

/** One state below its name. */
export const Exhibit = ({ name, children }: { name: string; children: ReactNode }) => (
  <figure className="flex min-w-0 flex-col gap-1.5">
    <figcaption className="text-xs text-text-muted">{name}</figcaption>
    <div className="flex min-w-0 flex-1 flex-col">{children}</div>
  </figure>
)

/** States side by side. */
export const Exhibits = ({ children }: { children: ReactNode }) => (
  <div className="grid grid-cols-[repeat(auto-fill,minmax(min(18rem,100%),1fr))] gap-4">{children}</div>
)
