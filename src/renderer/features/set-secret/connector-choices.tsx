import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import { secretsText } from '../../text/secrets.ts'
import { Button } from '../../ui/button.tsx'
import { LABEL_CLASS } from '../../ui/fields/field.tsx'
import { Checkbox } from '../../ui/fields/input.tsx'

const words = secretsText.setSecret

interface ConnectorChoicesProps {
  cards: readonly ConnectorCard[]
  /** Ids of the connectors that are chosen. */
  chosen: ReadonlySet<string>
  onChange: (chosen: ReadonlySet<string>) => void
}

/** Chooses connectors. */
export function ConnectorChoices({ cards, chosen, onChange }: ConnectorChoicesProps) {
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    onChange(next)
  }
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="flex w-full items-center gap-2">
        <span className={LABEL_CLASS}>{words.connectors}</span>
        <Button
          size="s"
          variant="quiet"
          className="ms-auto"
          onClick={() => onChange(new Set(cards.map(({ id }) => id)))}
        >
          {words.all}
        </Button>
        <Button size="s" variant="quiet" onClick={() => onChange(new Set())}>
          {words.none}
        </Button>
      </legend>
      {cards.length === 0 && <p className="text-sm text-text-muted">{words.nothing}</p>}
      <ul className="flex max-h-56 flex-col overflow-y-auto rounded-card border border-line">
        {cards.map(({ id, name }) => (
          <li key={id}>
            <label className="flex min-h-8 min-w-0 items-center gap-2.5 px-3 text-sm hover:bg-surface-sunken">
              <Checkbox checked={chosen.has(id)} onChange={() => toggle(id)} />
              <span className="truncate" title={name}>
                {name}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
