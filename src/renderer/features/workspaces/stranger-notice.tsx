import { useStore } from 'zustand'
import { useStores } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/states/notice.tsx'

const words = text.welcome.stranger

/** Explains that the data belongs to other people, because an empty list would look like a loss. */
export function StrangerNotice() {
  const { session, view } = useStores()
  const { person, founder } = useStore(session.store)
  return (
    <Notice kind="warn" isAlert>
      <p className="font-medium">{words.title}</p>
      <p className="mt-1">{words.body(founder && !founder.isYou ? founder.name : null, person?.name ?? '')}</p>
      <p className="mt-1">{words.ways}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="s" onClick={() => view.open({ kind: 'join' })}>
          {text.join.open}
        </Button>
        <Button size="s" variant="quiet" onClick={() => view.open({ kind: 'person' })}>
          {text.you.show}
        </Button>
      </div>
    </Notice>
  )
}
