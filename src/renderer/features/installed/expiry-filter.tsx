import { IconChevronDown } from '@tabler/icons-react'
import { useStore } from 'zustand'
import { useConnectors, useStores } from '../../stores/context.ts'
import { secretsText } from '../../text/en/secrets.ts'
import { Button } from '../../ui/button.tsx'
import { Menu, MenuChoices } from '../../ui/menu.tsx'

const words = secretsText.expiry
const ANY = ''
const CHOICES = (['-1', '3', '14', '90'] as const).map((value) => ({
  value,
  label: words.within[value],
  content: words.within[value],
}))

/** A filter for connectors whose secrets expire soon; hidden when no connector has an expiry date. */
export function ExpiryFilter() {
  const { view } = useStores()
  const { cards } = useConnectors()
  const within = useStore(view.store, (state) => state.expiresWithin)
  if (within === null && !cards?.some(({ secretExpiresAt }) => secretExpiresAt !== null)) return null
  const choice = CHOICES.find(({ value }) => value === String(within))
  return (
    <Menu
      trigger={
        <Button variant="quiet">
          <span className="truncate">{words.filter(choice?.label ?? null)}</span>
          <IconChevronDown size={15} aria-hidden />
        </Button>
      }
    >
      <MenuChoices
        label={words.any}
        value={within === null ? ANY : String(within)}
        onChange={(next) => view.filter({ expiresWithin: next === ANY ? null : Number(next) })}
        options={[{ value: ANY, label: words.any, content: words.any }, ...CHOICES]}
      />
    </Menu>
  )
}
