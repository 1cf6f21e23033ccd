import { IconHelp } from '@tabler/icons-react'
import { useStores } from '../stores/context.ts'
import { helpAt } from '../stores/places/help-places.ts'
import { text } from '../text/text.ts'
import { Button } from './button.tsx'

/** Opens the help at a place, such as `connectors#add-one`, where no dialog is open. */
export function HelpLink({ to }: { to: string }) {
  const { view } = useStores()
  return (
    <Button
      variant="quiet"
      icon={<IconHelp size={16} aria-hidden />}
      onClick={() => view.open({ kind: 'help', at: helpAt(to) })}
    >
      {text.help.more}
    </Button>
  )
}
