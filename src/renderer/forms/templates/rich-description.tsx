import { createElement, memo, useMemo, type ReactNode } from 'react'
import { parseRichText, type RichNode, type RichTag } from './rich-text.ts'

const CLASSES: Partial<Record<RichTag, string>> = {
  p: 'not-last:mb-1',
  ul: 'list-disc ps-4.5 not-last:mb-1',
  ol: 'list-decimal ps-4.5 not-last:mb-1',
  a: 'text-accent underline underline-offset-2',
  code: 'rounded bg-surface-sunken px-1',
}

/** Help text with the few elements that `parseRichText` lets through; links open outside. */
export const RichDescription = memo(function RichDescription({ text }: { text: string }): ReactNode {
  const nodes = useMemo(() => (/[<&`*[\n]/.test(text) ? parseRichText(text) : [text]), [text])
  return nodes.map(show)
})

function show(node: RichNode, key: number): ReactNode {
  if (typeof node === 'string') return node
  const { tag, href, children } = node
  if (tag === 'br') return createElement('br', { key })
  const link = href !== undefined && { href, target: '_blank', rel: 'noreferrer' }
  const attributes = { key, className: CLASSES[tag], ...link }
  return createElement(tag, attributes, ...children.map(show))
}
