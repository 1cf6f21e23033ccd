import { text } from '../../text/text.ts'

interface Line {
  name: string
  value: string
}

const MEBIBYTE = 1024 * 1024

/** `alt_text_max_length` as "Alt text max length". */
const words = (name: string) => {
  const words = name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function valueOf(name: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? text.catalog.yes : text.catalog.no
  if (typeof value === 'number' && name.endsWith('bytes'))
    return `${(value / MEBIBYTE).toLocaleString('en', { maximumFractionDigits: 1 })} MiB`
  if (typeof value === 'number') return value.toLocaleString('en')
  if (Array.isArray(value)) return value.map(String).join(', ')
  return String(value)
}

/** Capabilities of any depth as lines; null and empty values are left out. */
function linesOf(capabilities: Record<string, unknown>, above: string[] = []): Line[] {
  return Object.entries(capabilities).flatMap(([name, value]) => {
    const path = [...above, name]
    if (value === null || value === undefined) return []
    if (typeof value === 'object' && !Array.isArray(value)) return linesOf(value as Record<string, unknown>, path)
    return [{ name: path.map(words).join(' · '), value: valueOf(name, value) }]
  })
}

/** The list of what a catalog entry can do. */
export function Capabilities({ capabilities }: { capabilities: Record<string, unknown> }) {
  const lines = linesOf(capabilities)
  if (lines.length === 0) return <p className="text-sm text-text-muted">{text.catalog.noCapabilities}</p>
  return (
    <dl className="overflow-hidden rounded-card border border-line text-sm">
      {lines.map(({ name, value }) => (
        <div key={name} className="flex justify-between gap-6 border-line px-3 py-1.5 not-first:border-t">
          <dt className="text-text-muted">{name}</dt>
          <dd className="text-right font-medium break-words">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
