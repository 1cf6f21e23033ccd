import { createHash } from 'node:crypto'
import type { catalog, ImportEffect, LintedEntry as LintedView, Verdict } from '../../../contract/groups/catalog.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import { parseCatalogFile } from '../../../shared/catalog-file.ts'
import { own } from '../../../shared/json.ts'
import { type Problem, problem, verdictOf } from '../../../shared/problems.ts'
import type { Context } from '../../core/context.ts'
import type { NormalisedEntry } from '../../schemas/entry.ts'
import { type LintedEntry, type RawEntry, readEntries, refused } from '../../schemas/lint/import.ts'
import type { SoundsSecret } from '../../schemas/lint/places.ts'
import { withOurEntries } from './formats/formats.ts'
import type { Validator } from '../../schemas/validate/validator.ts'

export interface Part {
  text: string
  naming?: { key: string; name: string } | undefined
  earlier?: string[]
  soundsSecret: 'strong' | 'treat' | 'warn'
  treatAsSecret?: Record<string, string[]> | undefined
}

/** An entry of a file with what lint says of it. */
export interface Checked {
  raw: RawEntry
  linted: LintedEntry
}

interface Deps {
  /** Lints an entry, on its import or on a check before it. */
  lint: (raw: RawEntry, sounds: SoundsSecret, isImport: boolean) => Promise<LintedEntry>
  /** What importing an entry would do to the catalog, and the version that is there. */
  effectOf: (entry: NormalisedEntry) => { effect: ImportEffect; version: string | null }
}

/** Characters of entries, as JSON, whose answers wait for their import: a registry of a thousand entries. */
const MAX_KEPT = 32_000_000

/** Checks the entries of catalog files. */
export function createChecks({ lint: lintEntry, effectOf }: Deps) {
  /** With `keys` for their import, which takes the answers of the check before it. */
  const lint = async (part: Part, keys?: string[]): Promise<Checked[]> => {
    const { text, naming, earlier = [], soundsSecret, treatAsSecret } = part
    const keySet = keys && new Set(keys)
    const json = withOurEntries(parseCatalogFile(text), naming)
    const entries = readEntries(json, { naming, earlier }).filter(({ key }) => keySet?.has(key) ?? true)
    return Promise.all(
      entries.map(async (raw) => {
        const sounds = (own(treatAsSecret, raw.key) as string[] | undefined) ?? soundsSecret
        return { raw, linted: await lintOne(raw, sounds, keys !== undefined) }
      }),
    )
  }

  const lintOne = async (raw: RawEntry, sounds: SoundsSecret, isImport: boolean): Promise<LintedEntry> => {
    try {
      return await lintEntry(raw, sounds, isImport)
    } catch (error) {
      // What is nested without end cannot even be handed to the worker.
      if (error instanceof RangeError) return refused(raw.key, [problem('too_deep', '')])
      throw error
    }
  }

  const view = ({ raw, linted }: Checked): LintedView => {
    const { entry, ...facts } = linted
    const { effect, version } = entry ? effectOf(entry) : { effect: 'none' as const, version: null }
    const problems = facts.problems.map(withLevel).toSorted((a, b) => RANK[a.level] - RANK[b.level])
    const shown = { ...facts, problems, name: entry?.name ?? raw.name, version: entry?.version ?? '', effect }
    const view = { ...shown, installedVersion: version }
    if (!entry || version === null || effect === 'conflict' || !isOlder(entry.version, version)) return view
    return withProblem(view, problem('older_version', 'version', version))
  }

  return { lint, view }
}

/**
 * Keeps what lint answers for entries. A check comes before an import, and most of the time of both is lint's: so answers of
 * checks wait, by a hash of the entry, until its import takes them or newer ones need the room.
 */
export function keepAnswers({ lint }: Pick<Validator, 'lint'>): Deps['lint'] {
  const kept = new Map<string, { linted: LintedEntry; size: number }>()
  let size = 0
  const take = (id: string) => {
    const answer = kept.get(id)
    if (answer && kept.delete(id)) size -= answer.size
    return answer?.linted
  }

  return async (raw, sounds, isImport) => {
    const text = JSON.stringify([raw, sounds])
    const id = createHash('sha256').update(text).digest('base64')
    const linted = take(id) ?? (await lint(raw, sounds))
    if (isImport || text.length > MAX_KEPT) return linted
    kept.set(id, { linted, size: text.length })
    size += text.length
    for (const oldest of kept.keys()) {
      if (size <= MAX_KEPT) break
      take(oldest)
    }
    return linted
  }
}

type Checks = ReturnType<typeof createChecks>

/** The check alone, of which nothing is stored. */
export function createLint({ lint, view }: Checks): Pick<GroupHandlers<typeof catalog, Context>, 'lint'> {
  return { lint: async (_context, part) => ({ entries: (await lint(part)).map(view) }) }
}

const RANK: Record<Verdict, number> = { refused: 0, warning: 1, ok: 2 }

const withLevel = (issue: Problem) => ({ ...issue, level: verdictOf([issue]) })

/** Puts a problem that only the catalog shows before those of the entry itself. */
export function withProblem(view: LintedView, issue: Problem): LintedView {
  const problems = [withLevel(issue), ...view.problems]
  const verdict = problems.map(({ level }) => level).toSorted((a, b) => RANK[a] - RANK[b])[0] ?? view.verdict
  return { ...view, verdict, problems }
}

/** Whether a version of numbers is lower than another; anything else is not compared. */
function isOlder(version: string, than: string): boolean {
  const [ours, theirs] = [version, than].map((text) =>
    /^\d+(\.\d+)*$/.test(text) ? text.split('.').map(Number) : null,
  )
  if (!ours || !theirs) return false
  const place = [...ours.keys(), ...theirs.keys()].find((at) => (ours[at] ?? 0) !== (theirs[at] ?? 0))
  return place !== undefined && (ours[place] ?? 0) < (theirs[place] ?? 0)
}
