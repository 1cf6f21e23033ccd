import { createElement, Fragment, type ReactNode } from 'react'
import type { HelpNode, HelpTag } from '../../../shared/text/help-page.ts'
import { Button } from '../../ui/button.tsx'
import { DocsLink } from '../../ui/docs-link.tsx'
import { pages, pictures } from './help-pages.ts'

type Go = (path: string, anchor: string | null) => void

const CLASSES: Partial<Record<HelpTag, string>> = {
  h2: 'mt-6 mb-2 text-base font-semibold scroll-mt-2',
  h3: 'mt-4 mb-1.5 font-semibold scroll-mt-2',
  p: 'my-2',
  ul: 'my-2 list-disc ps-5',
  ol: 'my-2 list-decimal ps-5',
  li: 'my-0.5',
  code: 'rounded bg-surface-sunken px-1 text-[0.92em] wrap-anywhere',
  tr: 'border-b border-line align-top scroll-mt-2 target:bg-surface-sunken data-target:bg-surface-sunken',
  th: 'py-1.5 pe-3 text-start font-semibold',
  td: 'min-w-20 py-1.5 pe-3',
}

/** The elements of a page, which never change their places and so need no keys. */
export const HelpText = ({ nodes, go }: { nodes: HelpNode[]; go: Go }): ReactNode =>
  createElement(
    Fragment,
    null,
    ...nodes.map((node) => (typeof node === 'string' ? node : createElement(Element, { node, go }))),
  )

function Element({ node, go }: { node: Exclude<HelpNode, string>; go: Go }) {
  const [tag, { id, href = '', src = '', alt }, ...content] = node
  const inside = <HelpText nodes={content} go={go} />
  switch (tag) {
    case 'a':
      return (
        <Link href={href} go={go}>
          {inside}
        </Link>
      )
    case 'img':
      return <img src={pictures.get(src)} alt={alt} className="my-3 w-full rounded-lg border border-line" />
    case 'pre':
      return (
        // A long line is scrolled to with the keyboard, too.
        <pre tabIndex={0} className="my-2 overflow-x-auto rounded-lg bg-surface-sunken p-3 text-[13px]">
          {inside}
        </pre>
      )
    case 'table':
      return (
        <div tabIndex={0} className="my-2 overflow-x-auto">
          <table className="w-full border-collapse text-[13px]">
            <tbody>{inside}</tbody>
          </table>
        </div>
      )
    case 'br':
      return <br />
    default: {
      const Tag = tag
      return (
        <Tag id={id === undefined ? undefined : `help-${id}`} className={CLASSES[tag]}>
          {inside}
        </Tag>
      )
    }
  }
}

/** A link to a page, to the web, or, for what the program does not have, only its text. */
function Link({ href, go, children }: { href: string; go: Go; children: ReactNode }) {
  if (/^https?:/.test(href)) return <DocsLink href={href}>{children}</DocsLink>
  const [path = '', anchor = null] = href.split('#')
  if (!pages.has(path)) return children
  return (
    <Button variant="link" onClick={() => go(path, anchor)}>
      {children}
    </Button>
  )
}
