import { useId, type ReactNode } from 'react'

/** Fields under a title of their own, with a line above unless they are the first. */
export function TitledGroup({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <div
      role="group"
      aria-labelledby={id}
      className="flex flex-col gap-5 border-line not-first:border-t not-first:pt-5"
    >
      <h3 id={id} className="-mb-2 text-xs font-semibold wrap-anywhere text-text-muted">
        {title}
      </h3>
      {children}
    </div>
  )
}
