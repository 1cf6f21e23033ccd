import { IconLock, IconLockOpen } from '@tabler/icons-react'
import { useStore } from 'zustand'
import type { KeyStatus } from '../../../contract/groups/keys.ts'
import { mayChange, useStores, useWorkspace } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'

/** The text for what protects a key. */
export const protectionOf = ({ slots, keychainName }: KeyStatus): string =>
  slots.map((slot) => ({ keychain: keychainName, ...text.keys.slots })[slot]).join(', ') || text.keys.unknown

export const isFine = ({ state }: KeyStatus): boolean => state === 'READY' || state === 'CLOSED'

/** Whether a person, or a time without use, has locked the workspace. */
export const waitsForPerson = ({ reason }: KeyStatus): boolean =>
  reason === 'locked_by_hand' || reason === 'locked_unused'

/** Shows whether the workspace's key is open; opens the key dialog. */
export function KeyChip() {
  const { session, view } = useStores()
  const workspace = useWorkspace()
  const key = useStore(session.store, ({ keys }) => keys[workspace.id])
  // A member holds no key.
  if (!key || !mayChange(workspace)) return null
  const { chip: state } = text.keys.wordsOf(key)
  // A key that opens when it is needed keeps nobody from anything.
  const Icon = key.isUsable ? IconLockOpen : IconLock
  return (
    <Button
      variant="quiet"
      className={isFine(key) ? '' : 'bg-warn-soft text-warn'}
      icon={<Icon size={16} aria-hidden className={key.state === 'READY' ? 'text-good' : ''} />}
      aria-label={text.keys.chip(state, protectionOf(key))}
      onClick={() => view.open({ kind: 'key', workspaceId: workspace.id })}
    >
      <span className="hidden xl:inline">{state}</span>
    </Button>
  )
}
