import { createElement, memo, useMemo, type ReactNode } from 'react'
import { parseRichText, type RichNode } from './rich-text.ts'

/** Help text with the few elements that `parseRichText` lets through; links open outside. */
export const RichDescription = memo(function RichDescription({ text }: { text: string }): ReactNode {
  const nodes = useMemo(() => (/[<&`]/.test(text) ? parseRichText(text) : [text]), [text])
  return nodes.map(show)
})

function show(node: RichNode, key: number): ReactNode {
  if (typeof node === 'string') return node
  const { tag, href, children } = node
  if (tag === 'br') return createElement('br', { key })
  const attributes = href === undefined ? { key } : { key, href, target: '_blank', rel: 'noreferrer' }
  return createElement(tag, attributes, ...children.map(show))
}
