import { useEffect, useRef } from 'react'
import type { Draft } from '../../../contract/groups/desktop.ts'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import type { FormDraft, FormValue } from '../../forms/schema-form.tsx'
import { useStores } from '../../stores/context.ts'
import { stateOf } from './changes-elsewhere.ts'
import type { Head } from './use-save.ts'
import type { Subject } from './use-subject.ts'

interface Unsaved {
  workspace: Workspace
  subject: Subject
  head: Head
  /** Unsaved changes from before a restart that the form started with. */
  draft: Draft | undefined
}

/**
 * Knows whether closing the form would lose changes, and keeps those changes in the desktop program. Values that the
 * form reports before the first input, such as defaults, are its start and not a change.
 */
export function useUnsaved({ workspace, subject: { entry, connector }, head, draft: earlier }: Unsaved) {
  const { drafts } = useStores()
  const isTouched = useRef(false)
  const headText = JSON.stringify(head)
  const start = useRef<{ head: string; value: string | null }>({ head: headText, value: null })
  const value = useRef<FormValue | null>(null)
  const form = useRef<(() => FormDraft) | null>(null)

  const isDirty = () => {
    if (earlier || headText !== start.current.head) return true
    return value.current !== null && JSON.stringify(value.current) !== start.current.value
  }
  const draft = (formDraft: FormDraft): Draft => ({
    workspaceId: workspace.id,
    catalogKey: entry.key,
    connectorId: connector?.id ?? null,
    basedOn: earlier ? earlier.basedOn : (connector?.updatedAt ?? null),
    base: earlier ? earlier.base : connector && stateOf(connector),
    title: connector?.name ?? entry.name,
    typedAt: new Date().toISOString(),
    ...head,
    ...formDraft,
  })
  const keep = () => {
    if (!isDirty()) return drafts.forget()
    const read = form.current
    if (read) drafts.keep(() => draft(read()))
  }
  const lastHead = useRef(headText)
  useEffect(() => {
    if (lastHead.current === headText) return
    lastHead.current = headText
    keep()
  })
  useEffect(() => () => drafts.forget(), [drafts])

  return {
    /** Set by the form: returns the part of its data that may be kept. */
    form,
    isDirty,
    onTouch: () => {
      isTouched.current = true
    },
    onChange: (next: FormValue) => {
      value.current = next
      if (!isTouched.current) start.current.value = JSON.stringify(next)
      keep()
    },
  }
}
