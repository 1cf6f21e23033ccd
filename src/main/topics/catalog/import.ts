import type { catalog, LintedEntry as LintedView, Verdict } from '../../../contract/groups/catalog.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import { AppError } from '../../../contract/errors.ts'
import { parseCatalogFile } from '../../../shared/catalog-file.ts'
import { own } from '../../../shared/json.ts'
import type { Core } from '../core.ts'
import type { NormalisedEntry } from '../../schemas/entry.ts'
import { type LintedEntry, type RawEntry, readEntries, refused } from '../../schemas/lint/import.ts'
import type { SoundsSecret } from '../../schemas/lint/places.ts'
import { type Problem, problem, verdictOf } from '../../../shared/problems.ts'
import type { CatalogRows } from './rows.ts'
import type { Context } from '../../core/context.ts'

interface Deps {
  catalogRows: CatalogRows
  /** Called after entries were replaced, to check their connectors again. */
  onReplaced: () => void
}

interface Part {
  text: string
  naming?: { key: string; name: string } | undefined
  earlier?: string[]
  soundsSecret: 'strong' | 'treat' | 'warn'
  treatAsSecret?: Record<string, string[]> | undefined
}

/** An entry of a file with what lint says of it. */
interface Checked {
  raw: RawEntry
  linted: LintedEntry
}

/** Linting and importing catalog files. */
export function createCatalogImport(
  { validator, changes, commit, record, backUp }: Core,
  { catalogRows, onReplaced }: Deps,
): Pick<GroupHandlers<typeof catalog, Context>, 'lint' | 'preview' | 'import'> {
  const lint = async (part: Part, keys?: string[]): Promise<Checked[]> => {
    const { text, naming, earlier = [], soundsSecret, treatAsSecret } = part
    const keySet = keys && new Set(keys)
    const checked: Checked[] = []
    for (const raw of readEntries(parseCatalogFile(text), { naming, earlier })) {
      if (keySet && !keySet.has(raw.key)) continue
      checked.push({
        raw,
        linted: await lintOne(raw, (own(treatAsSecret, raw.key) as string[] | undefined) ?? soundsSecret),
      })
    }
    return checked
  }

  const lintOne = async (raw: RawEntry, sounds: SoundsSecret): Promise<LintedEntry> => {
    try {
      return await validator.lint(raw, sounds)
    } catch (error) {
      // What is nested without end cannot even be handed to the worker.
      if (error instanceof RangeError) return refused(raw.key, [problem('too_deep', '')])
      throw error
    }
  }

  const view = ({ raw, linted }: Checked): LintedView => {
    const { entry, ...facts } = linted
    const { effect, version } = entry ? catalogRows.effectOf(entry) : { effect: 'none' as const, version: null }
    const problems = facts.problems.map(withLevel).toSorted((a, b) => RANK[a.level] - RANK[b.level])
    const shown = { ...facts, problems, name: entry?.name ?? raw.name, version: entry?.version ?? '', effect }
    const view = { ...shown, installedVersion: version }
    if (!entry || version === null || effect === 'conflict' || !isOlder(entry.version, version)) return view
    return withProblem(view, problem('older_version', 'version', version))
  }

  /** Stores the entries that can be; all of a part in one transaction. */
  const keep = (context: Context, all: Checked[]): Promise<LintedView[]> =>
    commit(() =>
      all.map((checked) => {
        const entryView = view(checked)
        const { entry } = checked.linted
        if (entryView.effect === 'conflict') return withProblem(entryView, problem('builtin_key', 'key'))
        if (entry && (entryView.effect === 'add' || entryView.effect === 'replace')) put(context, entry, entryView)
        return entryView
      }),
    )

  const put = (context: Context, entry: NormalisedEntry, { effect, installedVersion }: LintedView) => {
    const id = catalogRows.put(entry, context.now)
    record(context, {
      workspaceId: null,
      action: effect === 'add' ? 'catalog.import' : 'catalog.replace',
      subjectId: id,
      subjectName: entry.name,
      detail: { key: entry.key, version: entry.version, ...(installedVersion !== null && { from: installedVersion }) },
    })
  }

  return {
    lint: async (_context, part) => ({ entries: (await lint(part)).map(view) }),

    preview: async (_context, part) => {
      const [only, ...others] = await lint(part)
      if (!only || others.length > 0) throw new AppError('invalid', 'Only one catalog entry can be previewed at a time')
      const { entry } = only.linted
      const schemas = entry && { configSchema: entry.configSchema, authSchema: entry.authSchema }
      return { entry: view(only), schemas }
    },

    import: async (context, { keys, ...part }) => {
      const checked = await lint(part, keys)
      // An import comes in parts; nothing that was there before the first is lost.
      if (checked.some((one) => view(one).effect === 'replace')) await backUp('import')
      const entries = await keep(context, checked)
      if (entries.some(({ effect }) => effect === 'add' || effect === 'replace'))
        changes.emit({ workspaceId: null, topic: 'catalog' })
      if (entries.some(({ effect }) => effect === 'replace')) onReplaced()
      return { entries }
    },
  }
}

const RANK: Record<Verdict, number> = { refused: 0, warning: 1, ok: 2 }

const withLevel = (issue: Problem) => ({ ...issue, level: verdictOf([issue]) })

/** Puts a problem that only the catalog shows before those of the entry itself. */
function withProblem(view: LintedView, issue: Problem): LintedView {
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
