import { useState } from 'react'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { secretsText } from '../../text/en/secrets.ts'

const words = secretsText.kit

/** The page with a new recovery passphrase; printing the window prints only this page. */
export function RecoverySheet({ workspace, passphrase }: { workspace: Workspace; passphrase: string }) {
  const [madeOn] = useState(() => new Date().toLocaleDateString())
  return (
    <article data-print-sheet className="flex flex-col gap-3 rounded-card border border-line bg-surface p-4 text-sm">
      <h4 className="text-lg font-semibold">{words.sheetTitle}</h4>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <dt className="text-text-muted">{words.sheetWorkspace}</dt>
        <dd>{workspace.name}</dd>
        <dt className="text-text-muted">{words.sheetDate}</dt>
        <dd>{madeOn}</dd>
        <dt className="text-text-muted">{words.sheetPassphrase}</dt>
        <dd className="font-mono text-lg break-words select-text">{passphrase}</dd>
      </dl>
      <p className="text-text-muted">{words.sheetUse}</p>
    </article>
  )
}
