import { type RefObject, useRef, useState } from 'react'
import type { AppError } from '../../../contract/errors.ts'
import type { Colour, Workspace } from '../../../contract/groups/workspaces.ts'
import { fieldLabels } from '../../forms/data/field-labels.ts'
import type { FormValue } from '../../forms/schema-form.tsx'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { list } from '../../text/formats.ts'
import { text } from '../../text/text.ts'
import type { Subject } from './use-subject.ts'

interface Saving {
  workspace: Workspace
  subject: Subject
  /** `updatedAt` of the connector that the changes are based on; null for a new one. */
  basedOn: RefObject<string | null>
  /** A sign-in whose tokens wait for the save. */
  signIn: string | undefined
  onFailure: (error: AppError, value: FormValue) => Promise<void>
}

/** The fields that every connector has besides those of its entry. */
export interface Head {
  name: string
  tags: string[]
  description: string
  colour: Colour | null
  secretExpiresAt: string | null
}

/**
 * Installs or updates a connector, confirms it with a notice and closes the dialog; one save at a time. In production, it asks
 * first whether a secret is to be cleared.
 */
export function useSave({ workspace: { id: workspaceId }, subject, basedOn, signIn, onFailure }: Saving) {
  const { entry, connector } = subject
  const { askForName, connectors, session, toasts, view } = useStores()
  const [isBusy, setBusy] = useState(false)
  const isSaved = useRef(false)

  const send = async (value: FormValue, head: Head, toAsk: readonly string[]) => {
    const name = head.name.trim()
    if (connector) {
      await connectors.update({
        ...{ workspaceId, id: connector.id, ...value, ...head },
        ...(signIn !== undefined && { signIn }),
        ...(basedOn.current !== null && { expectedUpdatedAt: basedOn.current }),
      })
      toasts.success(text.form.saved(name), { subjects: [connector.id], workspaceId })
      return connector.id
    }
    const catalogKey = entry.key
    const { id } = await connectors.install({
      ...{ workspaceId, catalogKey, ...value, ...head, without: [...toAsk] },
      ...(signIn !== undefined && { signIn }),
    })
    view.showTab('installed')
    toasts.success(text.form.added(name), {
      ...{ description: text.form.addedHint, subjects: [id], workspaceId },
    })
    return id
  }

  const save = async (value: FormValue, head: Head, toAsk: readonly string[]) => {
    if (isBusy) return
    if (value.secrets.clear.length > 0) {
      const { clearTitle, clearSecret } = text.installed.panel
      const labels = fieldLabels(entry, { config: value.config }, value.secrets.clear)
      if (!(await askForName(workspaceId, { title: clearTitle(list(labels)), confirmLabel: clearSecret }))) return
    }
    setBusy(true)
    try {
      const id = await send(value, head, toAsk)
      isSaved.current = true
      if (connector || toAsk.length === 0) view.close()
      else view.open({ kind: 'ask-secret', workspaceId, id, name: head.name.trim(), paths: toAsk })
      view.spotlight(id)
    } catch (cause) {
      const error = toAppError(cause)
      // This save may be the first to notice that the key is closed.
      if (error.code === 'locked') void session.refreshKey(workspaceId).catch(() => undefined)
      await onFailure(error, value)
      setBusy(false)
    }
  }
  return { save, isBusy, isSaved: () => isSaved.current }
}
