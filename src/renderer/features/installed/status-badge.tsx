import { IconAlertTriangle, IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import type { ConnectorStatus } from '../../../contract/groups/connectors.ts'
import { text } from '../../text/text.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'

const LOOKS: Record<ConnectorStatus, { tone: Tone; icon: typeof IconCircle }> = {
  active: { tone: 'good', icon: IconCircleCheckFilled },
  inactive: { tone: 'neutral', icon: IconCircle },
  error: { tone: 'bad', icon: IconAlertTriangle },
}

/** A connector's status as a word, a shape and a colour. */
export function StatusBadge({ status }: { status: ConnectorStatus }) {
  const { tone, icon: Icon } = LOOKS[status]
  return (
    <Badge tone={tone} icon={<Icon size={12} aria-hidden />}>
      {text.installed.statuses[status]}
    </Badge>
  )
}
