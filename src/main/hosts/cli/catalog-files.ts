import { dirname, join } from 'node:path'
import type { LintedEntry, Verdict } from '../../../contract/groups/catalog.ts'
import { appError, AppError, type ErrorBody } from '../../../contract/errors.ts'
import { runThroughFile } from '../../../shared/catalog-file.ts'
import { MAX_CATALOG_FILE, MAX_ICON } from '../../../shared/limits.ts'
import { readText } from './input.ts'
import { clearBar, showBar } from './comfort/progress-bar.ts'
import { terminal } from './terminal.ts'

/** What became of the entries of all files that were named. */
export interface FilesResult {
  entries: (LintedEntry & { file: string })[]
  /** The files that could not be worked through; what is known of their entries until then is in `entries`. */
  failures: { file: string; error: ErrorBody }[]
  summary: { files: number; entries: number } & Record<Verdict, number> & { failedFiles: number }
}

type Send = (part: { text: string; earlier: string[] }) => Promise<{ entries: LintedEntry[] }>

/** Sends catalog files part by part; a file that cannot be read stops none of the others. */
export async function runThroughFiles(files: string[], send: Send): Promise<FilesResult> {
  const entries: FilesResult['entries'] = []
  const failures: FilesResult['failures'] = []
  for (const file of files) {
    const progress = createProgressLine(file)
    try {
      await runThroughFile(await readCatalogFile(file), send, {
        readIcon: (name) => readIconBeside(file, name),
        onPart: (results, known) => {
          entries.push(...results.map((entry) => ({ file, ...entry })))
          progress.show(known)
        },
      })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      failures.push({ file, error: error.toBody() })
    } finally {
      progress.clear()
    }
  }
  const count = (verdict: Verdict) => entries.filter((entry) => entry.verdict === verdict).length
  const verdicts = { ok: count('ok'), warning: count('warning'), refused: count('refused') }
  const summary = { files: files.length, entries: entries.length, ...verdicts, failedFiles: failures.length }
  return { entries, failures, summary }
}

/** The picture that an entry names by its file, beside the catalog file or below it. */
async function readIconBeside(file: string, name: string): Promise<string | null> {
  if (file === '-') return null
  const path = join(dirname(file), name)
  const facts = await terminal.stat(path)
  return facts?.kind === 'file' && facts.size <= MAX_ICON ? (await terminal.read(path)).toString('base64') : null
}

/** The text of a catalog file, `-` for standard input. Throws `invalid` for what is no file or too large. */
async function readCatalogFile(file: string): Promise<string> {
  if (file === '-') return readText(file)
  const facts = await terminal.stat(file)
  if (facts?.kind === 'directory') throw appError('directory_named', { file })
  if (facts && facts.size > MAX_CATALOG_FILE)
    throw appError('large_input_file', { file, size: facts.size, limit: MAX_CATALOG_FILE })
  return readText(file)
}

/** A line on a terminal that counts entries; nothing where the output goes elsewhere. */
function createProgressLine(file: string) {
  return {
    show: (progress: { done: number; total: number }) =>
      showBar(progress, `${file}: ${progress.done} of ${progress.total} entries`),
    clear: clearBar,
  }
}
