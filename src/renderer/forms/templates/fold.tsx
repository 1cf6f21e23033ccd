import type { ErrorSchema } from '../rjsf.ts'
import { IconChevronRight } from '@tabler/icons-react'
import { useContext, useId, useState, type ReactNode } from 'react'
import { RevealContext, useSecrets } from '../data/form-context.ts'
import { startData } from '../data/data.ts'
import type { FormNode } from '../schema/form-node.ts'
import { isEqual, own } from '../../../shared/json.ts'
import { isWithin, type Path } from '../../../shared/path.ts'
import { FoldedContext, NESTED_CLASS } from './group-frame.tsx'
import { storedNamesBelow, type SecretDecisions } from '../data/secrets.ts'
import { formsText } from '../../text/forms.ts'

interface FoldProps {
  path: Path
  /** The names of the folded properties. */
  names: string[]
  schema: FormNode
  data: unknown
  errors: ErrorSchema | undefined
  children: ReactNode
}

/** Optional settings behind one button with their count; open when a setting has a value or an error. */
export function Fold({ path, names, schema, data, errors, children }: FoldProps) {
  const decisions = useSecrets()
  const reveal = useContext(RevealContext)
  const contentId = useId()
  const [isOpen, setIsOpen] = useState(() => holdsValues(names, schema, data) || holdsSecrets(names, decisions, path))
  const [wasOpen, setWasOpen] = useState(isOpen)
  const [previous, setPrevious] = useState({ count: 0, hasErrors: false })
  const hasErrors = names.some((name) => own(errors, name) !== undefined)
  // Once opened, the content stays mounted, so choices keep the input of their other branches.
  if (isOpen && !wasOpen) setWasOpen(true)
  const isRevealed = reveal.count !== previous.count && names.some((name) => isWithin(reveal.path, [...path, name]))
  if (reveal.count !== previous.count || hasErrors !== previous.hasErrors) {
    setPrevious({ count: reveal.count, hasErrors })
    if (isRevealed || (hasErrors && !previous.hasErrors)) setIsOpen(true)
  }
  return (
    <div className="flex flex-col gap-5">
      <button
        type="button"
        className="group flex h-10 items-center gap-2 rounded-card border border-line px-3 text-sm font-medium hover:border-line-strong hover:bg-surface-hover"
        aria-expanded={isOpen}
        aria-controls={contentId}
        onClick={() => setIsOpen(!isOpen)}
      >
        <IconChevronRight
          size={16}
          aria-hidden
          className="text-text-muted transition-[rotate] duration-100 group-aria-expanded:rotate-90! rtl:rotate-180"
        />
        {formsText.optionalSettings}
        <span className="font-normal text-text-muted">({names.length})</span>
      </button>
      <div id={contentId} className={isOpen ? NESTED_CLASS : undefined} hidden={!isOpen}>
        {(isOpen || wasOpen) && <FoldedContext value>{children}</FoldedContext>}
      </div>
    </div>
  )
}

const holdsValues = (names: string[], schema: FormNode, data: unknown) =>
  names.some((name) => {
    const value = own(data, name)
    const property = schema.properties?.[name]
    return (
      value !== undefined && !(property && isEqual(value, startData(property, undefined, { isNew: true }, [], false)))
    )
  })

const holdsSecrets = (names: string[], decisions: SecretDecisions, path: Path) =>
  storedNamesBelow(decisions, path).some((name) => names.includes(name))
