import { useEffect, useState } from 'react'
import { useStores } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'

/** Leads to the deleted workspaces of somebody who has no other; nothing where there are none. */
export function DeletedWorkspacesButton() {
  const { api, view } = useStores()
  const [count, setCount] = useState(0)
  useEffect(() => {
    api.workspaces.trash({}).then(
      (list) => setCount(list.length),
      () => undefined,
    )
  }, [api])
  if (count === 0) return null
  return (
    <Button variant="quiet" onClick={() => view.open({ kind: 'deleted-workspaces' })}>
      {text.workspaces.trash.open}
    </Button>
  )
}
