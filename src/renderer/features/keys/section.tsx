import type { ReactNode } from 'react'

interface SectionProps {
  title: string
  hint: string
  children: ReactNode
}

/** One section of the key dialog. */
export const Section = ({ title, hint, children }: SectionProps) => (
  <section className="flex flex-col gap-2 border-t border-line pt-4">
    <h3 className="text-sm font-semibold">{title}</h3>
    <p className="text-sm text-text-muted">{hint}</p>
    {children}
  </section>
)
