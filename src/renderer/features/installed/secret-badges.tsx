import { IconClock, IconKeyOff } from '@tabler/icons-react'
import { useState } from 'react'
import type { ConnectorCard } from '../../../contract/groups/connectors.ts'
import { daysLeft } from '../../../shared/expiry.ts'
import { useStores, useWorkspace } from '../../stores/context.ts'
import { secretsText } from '../../text/en/secrets.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'

/** A date this many days away or less is a warning. */
const SOON = 14

/** Marks connectors whose secrets must be entered again or have an expiry date. */
export function SecretBadges({ item, tabIndex }: { item: ConnectorCard; tabIndex: number }) {
  const { view } = useStores()
  const { id: workspaceId } = useWorkspace()
  const [today] = useState(() => new Date())
  const days = item.secretExpiresAt === null ? null : daysLeft(item.secretExpiresAt, today)
  if (!item.needsSecrets && days === null) return null
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {item.needsSecrets && (
        <Button
          size="s"
          tabIndex={tabIndex}
          icon={<IconKeyOff size={14} aria-hidden />}
          className="border-transparent bg-bad-soft! text-bad! hover:underline"
          aria-label={secretsText.enterAgainNamed(item.name)}
          onClick={() => view.open({ kind: 'configure', id: item.id, workspaceId })}
        >
          {secretsText.enterAgain}
        </Button>
      )}
      {days !== null && (
        <Badge tone={days < 0 ? 'bad' : days <= SOON ? 'warn' : 'neutral'} icon={<IconClock size={12} aria-hidden />}>
          {secretsText.expiry.badge(days)}
        </Badge>
      )}
    </div>
  )
}
