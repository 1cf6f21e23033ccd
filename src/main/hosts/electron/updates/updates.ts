import type { AppUpdater } from 'electron-updater'
import type { UpdateState } from '../../../../contract/groups/desktop.ts'
import { endOf, type Published } from './update-signature.ts'

/** The part of electron-updater that is used. */
type Updater = Pick<
  AppUpdater,
  | ('on' | 'checkForUpdates' | 'downloadUpdate' | 'quitAndInstall')
  | ('logger' | 'requestHeaders' | 'autoDownload' | 'autoInstallOnAppQuit' | 'allowDowngrade')
>

interface Deps {
  /** Loads the updater of this platform; only called once somebody looks for an update. */
  load: () => Promise<Updater>
  /** Whether what is published about a version was signed by who made this program. */
  isSigned: (published: Published) => boolean
  now: () => Date
  /** Remembers until when the signed statement counts that was read last. */
  onVerified: (validUntil: string) => void
  onChange: () => void
  /** Closes the program, so the new version finds nothing in use. */
  beforeInstall: () => Promise<void>
}

export interface Updates {
  state(): UpdateState
  /** Looks for a newer version and downloads it; what is under way or ready stays. */
  check(): void
  /** Restarts into the version that is ready. */
  install(): void
}

/** An update on its way, from looking for it to the restart. One that is ready is also installed at the next quit. */
export function createUpdates({ load, isSigned, now, onVerified, onChange, beforeInstall }: Deps): Updates {
  let state: UpdateState = { kind: 'idle' }
  let loading: Promise<Updater> | null = null

  const set = (next: UpdateState) => {
    state = next
    onChange()
  }
  const fail = (error: unknown) => set({ kind: 'failed', cause: causeOf(error) })

  const prepare = async (): Promise<Updater> => {
    const updater = await load()
    updater.logger = null
    updater.autoDownload = false
    updater.allowDowngrade = false
    updater.autoInstallOnAppQuit = true
    // The updater would send a number that identifies this computer.
    updater.requestHeaders = { 'x-user-staging-id': 'none' }
    updater.on('download-progress', ({ percent }) => {
      const whole = Math.floor(percent)
      if (state.kind === 'downloading' && state.percent !== whole) set({ ...state, percent: whole })
    })
    updater.on('update-downloaded', (info) => set({ kind: 'ready', version: info.version }))
    updater.on('error', fail)
    return updater
  }

  const run = async () => {
    try {
      const updater = await (loading ??= prepare())
      // Its failures are heard as events too.
      const result = await updater.checkForUpdates()
      // Nothing is found where there is nothing to replace, as in an AppImage that somebody unpacked.
      if (!result) return set({ kind: 'failed', cause: 'fixed' })
      const { updateInfo } = result
      const validUntil = isSigned(updateInfo) ? endOf(updateInfo) : null
      if (validUntil === null) return set({ kind: 'failed', cause: 'unsigned' })
      // An old statement is what somebody shows who holds back the versions after it.
      if (Date.parse(validUntil) < now().getTime()) return set({ kind: 'failed', cause: 'expired' })
      onVerified(validUntil)
      if (!result.isUpdateAvailable) return set({ kind: 'none' })
      set({ kind: 'downloading', version: updateInfo.version, percent: 0 })
      await updater.downloadUpdate()
    } catch (error) {
      fail(error)
    }
  }

  return {
    state: () => state,
    check: () => {
      if (state.kind === 'checking' || state.kind === 'downloading' || state.kind === 'ready') return
      set({ kind: 'checking' })
      void run()
    },
    install: () => {
      if (state.kind !== 'ready' || !loading) return
      void Promise.all([loading, beforeInstall()]).then(([updater]) => updater.quitAndInstall())
    },
  }
}

function causeOf(error: unknown): Extract<UpdateState, { kind: 'failed' }>['cause'] {
  const { code = '', statusCode, message = '' } = error as { code?: string; statusCode?: number; message?: string }
  if (/^ERR_(?:CHECKSUM_MISMATCH|UPDATER_INVALID)/.test(code)) return 'damaged'
  if (statusCode !== undefined || /^E[A-Z_]+$/.test(code) || message.startsWith('net::')) return 'unreachable'
  return 'unknown'
}
