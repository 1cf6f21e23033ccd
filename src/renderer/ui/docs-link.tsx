import { IconExternalLink } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/** A link to a page of documentation, which opens outside. */
export const DocsLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <a
    href={href}
    target="_blank"
    rel="noreferrer"
    className="inline-flex items-center gap-1.5 rounded text-sm font-medium text-accent hover:underline"
  >
    {children}
    <IconExternalLink size={15} aria-hidden />
  </a>
)
