import { useStore } from 'zustand'
import { useStores } from '../../stores/context.ts'
import { text } from '../../text/text.ts'
import { Notice } from '../../ui/states/notice.tsx'

const words = text.welcome.stranger

/** Explains that the data belongs to another account, because an empty list would look like a loss. */
export function StrangerNotice() {
  const { account, founder } = useStore(useStores().session.store)
  return (
    <Notice kind="warn" isAlert>
      <p className="font-medium">{words.title}</p>
      <p className="mt-1">{words.body(founder?.name ?? null, account?.name ?? '')}</p>
      <p className="mt-1">{words.ways}</p>
    </Notice>
  )
}
