import { createStore, type StoreApi } from 'zustand/vanilla'
import type { LintedEntry } from '../../../contract/groups/catalog.ts'
import { appError, type AppError } from '../../../contract/errors.ts'
import type { AppApi } from '../../../contract/index.ts'
import type { FileProgress } from '../../../shared/catalog-file.ts'
import { MAX_CATALOG_FILE, MAX_ICON } from '../../../shared/limits.ts'
import { toAppError } from '../to-app-error.ts'

export interface ImportFile {
  id: number
  name: string
  content: string
  /** Why the file as a whole cannot be used; null when its entries are listed. */
  error: AppError | null
}

export interface ImportRow {
  id: string
  fileId: number
  fileName: string
  entry: LintedEntry
  isChosen: boolean
  /** Of the fields that sound like secrets, the paths of those that become secrets. */
  treated: readonly string[]
}

interface ImportsState {
  /** `checking` and `importing` are under way and can be cancelled. */
  step: 'choose' | 'checking' | 'preview' | 'importing' | 'done'
  files: readonly ImportFile[]
  /** The lint results or, when `step` is `done`, the results of the import. */
  rows: readonly ImportRow[]
  progress: FileProgress & { fileName: string }
  isCancelled: boolean
  /** Why importing stopped early. */
  error: AppError | null
}

export interface ImportStore {
  store: StoreApi<ImportsState>
  /** Reads and lints files and adds their entries to the list. */
  add(files: readonly File[]): Promise<void>
  /** Lints a bare JSON Schema under a name. */
  name(fileId: number, naming: { key: string; name: string }): Promise<void>
  choose(ids: readonly string[], isChosen: boolean): void
  /** Chooses whether a field that sounds like a secret becomes one. */
  treat(id: string, path: string, isTreated: boolean): void
  /** Imports the chosen entries. */
  run(): Promise<void>
  /** Stops after the current part. */
  cancel(): void
  reset(): void
}

const IDLE: ImportsState = {
  step: 'choose',
  files: [],
  rows: [],
  progress: { done: 0, total: 0, fileName: '' },
  isCancelled: false,
  error: null,
}

/** What reads catalog files is no part of the first screen. */
const loadReader = () => import('../../../shared/catalog-file.ts')

type Naming = { key: string; name: string }

/** Whether importing an entry would change the catalog. */
export const isUsable = ({ effect }: LintedEntry): boolean => effect === 'add' || effect === 'replace'

/** The import of catalog files: reading, linting, choosing, importing. */
export function createImportStore(api: AppApi): ImportStore {
  const store = createStore<ImportsState>(() => IDLE)
  const namings = new Map<number, Naming>()
  /** The pictures that were chosen beside catalog files, by name. */
  const icons = new Map<string, File>()
  const readIcon = async (name: string) => {
    const file = icons.get(fileNameOf(name))
    if (!file || file.size > MAX_ICON) return null
    const bytes = new Uint8Array(await file.arrayBuffer())
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  }
  let nextId = 1

  const isCancelled = () => store.getState().isCancelled
  const keep = (file: ImportFile) =>
    store.setState(({ files }) => ({ files: [...files.filter(({ id }) => id !== file.id), file] }))
  const show = (file: ImportFile, entries: readonly LintedEntry[], progress: FileProgress) =>
    store.setState(({ rows }) => ({
      rows: [...rows, ...entries.map((entry, index) => rowOf(file, entry, rows.length + index))],
      progress: { ...progress, fileName: file.name },
    }))

  const lint = async (file: ImportFile) => {
    const naming = namings.get(file.id)
    store.setState({ progress: { done: 0, total: 0, fileName: file.name } })
    try {
      const { runThroughFile } = await loadReader()
      await runThroughFile(file.content, (part) => api.catalog.lint({ ...part, ...(naming && { naming }) }), {
        isCancelled,
        readIcon,
        onPart: (entries, progress) => show(file, entries, progress),
      })
      keep({ ...file, error: null })
    } catch (error) {
      keep({ ...file, error: toAppError(error) })
    }
  }

  return {
    store,

    add: async (selection) => {
      const { step, rows, files } = store.getState()
      if (step === 'checking' || step === 'importing') return
      const start = step === 'done' ? IDLE : { ...IDLE, rows, files }
      store.setState({ ...start, step: 'checking' })
      for (const picture of selection.filter(isPicture)) icons.set(fileNameOf(picture.name), picture)
      for (const one of selection.filter((file) => !isPicture(file))) {
        if (isCancelled()) break
        const file = await read(one, nextId++)
        keep(file)
        if (!file.error) await lint(file)
      }
      // A cancelled check would offer only some of the entries.
      store.setState(isCancelled() ? IDLE : { step: 'preview' })
    },

    name: async (fileId, naming) => {
      const file = store.getState().files.find(({ id }) => id === fileId)
      if (!file) return
      namings.set(fileId, naming)
      store.setState({ step: 'checking' })
      await lint(file)
      store.setState({ step: 'preview' })
    },

    choose: (ids, isChosen) => {
      const changed = new Set(ids)
      store.setState(({ rows }) => ({ rows: rows.map((row) => (changed.has(row.id) ? { ...row, isChosen } : row)) }))
    },

    treat: (id, path, isTreated) =>
      store.setState(({ rows }) => ({
        rows: rows.map((row) => {
          if (row.id !== id) return row
          const others = row.treated.filter((other) => other !== path)
          return { ...row, treated: isTreated ? [...others, path] : others }
        }),
      })),

    run: async () => {
      const { files, rows } = store.getState()
      store.setState({ step: 'importing', rows: [] })
      try {
        const { runThroughFile } = await loadReader()
        for (const file of files) {
          const own = rows.filter(({ fileId }) => fileId === file.id)
          const selection = own.filter((row) => row.isChosen && isUsable(row.entry))
          const keys = selection.map(({ entry }) => entry.key)
          if (keys.length === 0) continue
          store.setState({ progress: { done: 0, total: own.length, fileName: file.name } })
          const naming = namings.get(file.id)
          const treatAsSecret = Object.fromEntries(
            selection
              .filter(({ entry }) => entry.soundsSecret.length > 0)
              .map(({ entry, treated }) => [entry.key, [...treated]]),
          )
          await runThroughFile(
            file.content,
            (part) => api.catalog.import({ ...part, keys, treatAsSecret, ...(naming && { naming }) }),
            { isCancelled, readIcon, onPart: (entries, progress) => show(file, entries, progress) },
          )
        }
      } catch (error) {
        store.setState({ error: toAppError(error) })
      }
      store.setState({ step: 'done' })
    },

    cancel: () => store.setState({ isCancelled: true }),
    reset: () => {
      namings.clear()
      icons.clear()
      store.setState(IDLE)
    },
  }
}

const rowOf = (file: ImportFile, entry: LintedEntry, place: number): ImportRow => ({
  id: `${file.id}/${place}`,
  fileId: file.id,
  fileName: file.name,
  entry,
  // An older version is imported only if the person chooses it.
  isChosen: isUsable(entry) && !entry.problems.some(({ code }) => code === 'older_version'),
  treated: entry.soundsSecret.filter(({ isTreated }) => isTreated).map(({ path }) => path),
})

const isPicture = ({ name }: File) => /\.(?:svg|png)$/i.test(name)
const fileNameOf = (path: string) => path.replace(/^.*[\\/]/, '').toLowerCase()

/** The content of a file, or an error when it is too large or not a file. */
async function read(file: File, id: number): Promise<ImportFile> {
  const failure = (error: AppError): ImportFile => ({ id, name: file.name, content: '', error })
  if (file.size > MAX_CATALOG_FILE) return failure(appError('large_file', { size: file.size, limit: MAX_CATALOG_FILE }))
  try {
    return { id, name: file.name, content: await file.text(), error: null }
  } catch {
    return failure(appError('unreadable_catalog_file'))
  }
}
