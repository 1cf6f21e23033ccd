import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Draft } from '../../../contract/groups/desktop.ts'
import { withoutSecrets } from '../../../shared/secret-looks.ts'
import { openAtomicFile } from '../../platform/atomic-file.ts'

/** What is typed into the open form and not saved. It outlives the page and the program, but no lock. */
export interface DraftKeeper {
  /** What was typed last, for a page that has just started; from now on `keep` takes what that page has. */
  take(): Draft | null
  keep(draft: Draft | null): void
  /** What the open form is about; null where nothing is known of it. */
  title(): string | null
  /** Forgets it, whatever a page that is about to end still says. */
  forget(): void
  /** Keeps it for the next page, whatever the one that is about to end still says. */
  leavePage(): void
  /** Waits for what is being written. */
  written(): Promise<void>
}

/** Each window has a draft of its own, by its slot. */
export function createDraftKeeper(directory: string, slot = 1): DraftKeeper {
  const path = join(directory, slot === 1 ? 'draft.json' : `draft-${slot}.json`)
  let draft = read(path)
  let isPageCurrent = false
  let writing: Promise<void> | null = null

  /** Writes the newest draft; what comes while one is being written is written after it, once. */
  const write = async () => {
    for (let written: Draft | null | undefined; written !== draft;) {
      written = draft
      // A disk that is full costs the draft, and must not stop the work.
      await (written ? store(path, written) : rm(path, { force: true })).catch(() => undefined)
    }
    writing = null
  }
  const put = (next: Draft | null) => {
    if (next === draft) return
    draft = next
    writing ??= write()
  }

  return {
    take: () => {
      isPageCurrent = true
      return draft
    },
    keep: (next) => {
      if (isPageCurrent) put(next && withoutSecrets(next))
    },
    title: () => draft?.title ?? null,
    forget: () => {
      isPageCurrent = false
      put(null)
    },
    leavePage: () => {
      isPageCurrent = false
    },
    written: async () => {
      await writing
    },
  }
}

/** A file that is missing or damaged holds nothing. */
function read(path: string): Draft | null {
  try {
    const text = readFileSync(path, 'utf8')
    // Most starts find none, and need no schema.
    return Draft.parse(JSON.parse(text))
  } catch {
    return null
  }
}

async function store(path: string, draft: Draft) {
  const file = await openAtomicFile(path)
  await file.write(JSON.stringify(draft))
  await file.commit()
}
