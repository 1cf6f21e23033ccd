import { IconPlus } from '@tabler/icons-react'
import { Button } from '../../ui/button.tsx'
import { formsText } from '../../text/forms.ts'

interface AddButtonProps {
  id: string
  what: string
  isOff: boolean
  onClick: () => void
}

/** Adds an item, an entry or a level; it has the field's id, so a link to an error can focus it. */
export const AddButton = ({ id, what, isOff, onClick }: AddButtonProps) => (
  <Button
    id={id}
    size="s"
    className="mt-1 self-start first:mt-0"
    icon={<IconPlus size={16} aria-hidden />}
    disabled={isOff}
    onClick={onClick}
  >
    {formsText.list.add(what)}
  </Button>
)
