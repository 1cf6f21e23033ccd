import type { ReactNode } from 'react'
import { text } from '../../text/text.ts'

const Bar = ({ className }: { className: string }) => <div className={`rounded bg-surface-sunken ${className}`} />

const Loading = ({ className, children }: { className: string; children: ReactNode }) => (
  <div role="status" className={`animate-skeleton ${className}`}>
    <span className="sr-only">{text.common.loading}</span>
    {children}
  </div>
)

/** Placeholders for cards, visible when loading takes longer than 300 ms. */
export function CardSkeletons() {
  return (
    <Loading className="px-5 py-4">
      <div aria-hidden className="grid grid-cols-[repeat(auto-fill,minmax(18.5rem,1fr))] gap-3">
        {Array.from({ length: 12 }, (_, index) => (
          <div key={index} className="flex h-40 flex-col gap-3 rounded-card border border-line bg-surface p-4">
            <div className="flex gap-3">
              <Bar className="size-10" />
              <div className="flex flex-1 flex-col justify-center gap-2">
                <Bar className="h-3 w-3/5" />
                <Bar className="h-2.5 w-2/5" />
              </div>
            </div>
            <Bar className="h-2.5 w-full" />
            <Bar className="h-2.5 w-4/5" />
          </div>
        ))}
      </div>
    </Loading>
  )
}

/** Placeholders for the rows of a list. */
export function RowSkeletons() {
  return (
    <Loading className="px-4 lg:px-5">
      <div aria-hidden className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
        {Array.from({ length: 10 }, (_, index) => (
          <div key={index} className="flex h-10 items-center gap-3 px-4">
            <Bar className="h-2.5 w-10" />
            <Bar className="size-6 rounded-full" />
            <Bar className="h-3 w-2/5" />
          </div>
        ))}
      </div>
    </Loading>
  )
}

/** Placeholders for a form. */
export function FormSkeleton() {
  return (
    <Loading className="flex flex-col gap-5">
      {Array.from({ length: 4 }, (_, index) => (
        <div key={index} aria-hidden className="flex flex-col gap-2">
          <Bar className="h-3 w-28" />
          <Bar className="h-8 w-full" />
        </div>
      ))}
    </Loading>
  )
}
