import { useCallback, useMemo } from 'react'
import type { AppError } from '../../contract/errors.ts'
import type { SharingStatus } from '../../contract/groups/access/sharing.ts'
import { sharingText as words } from '../text/sharing.ts'
import { errorMessage } from '../text/wording.ts'
import { useStores } from './context.ts'
import { useReading } from './lists/use-reading.ts'

/** How a shared workspace and its repository stand to each other, and the work on it. */
export function useSharing(workspaceId: string) {
  const { api, toasts } = useStores()
  const read = useCallback(async () => ({ status: await api.sharing.status({ workspaceId }) }), [api, workspaceId])
  const { value, error, refresh } = useReading(workspaceId, read)
  const act = useCallback(
    async (work: () => Promise<unknown>, failure: string) => {
      try {
        await work()
      } catch (cause) {
        toasts.failure(failure, cause, { workspaceId })
      }
      await refresh()
    },
    [refresh, toasts, workspaceId],
  )
  const sync = useCallback(() => act(() => api.sharing.sync({ workspaceId }), words.notSynced), [act, api, workspaceId])
  return { status: value ? value.status : undefined, error, refresh, act, sync }
}

/** As "Up to date · 2 changes to send · offline". */
export function sharingState({ problem, toSend, syncedAt, progress }: SharingStatus): string {
  if (progress) return words.verifying(progress.done, progress.total)
  const isOffline = problem?.reason === 'remote_offline'
  return [
    (problem && !isOffline) || syncedAt === null ? words.notYet : words.upToDate,
    ...(toSend > 0 ? [words.toSend(toSend)] : []),
    ...(isOffline ? [words.offline] : []),
  ].join(' · ')
}

const ADDRESS_REASONS: ReadonlySet<unknown> = new Set([
  'bad_remote',
  'folder_from_elsewhere',
  'remote_used',
  'remote_empty',
])

/** What is wrong with the typed address of a repository, which stands at its field; undefined for every other error. */
export const useAddressErrors = (error: AppError | null): readonly string[] | undefined =>
  useMemo(() => (error && ADDRESS_REASONS.has(error.reason) ? [errorMessage(error)] : undefined), [error])
