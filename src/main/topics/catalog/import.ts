import type { catalog, LintedEntry as LintedView } from '../../../contract/groups/catalog.ts'
import type { GroupHandlers } from '../../../contract/define.ts'
import { appError } from '../../../contract/errors.ts'
import type { ActivityEntry, Core } from '../core.ts'
import type { NormalisedEntry } from '../../schemas/entry.ts'
import { problem } from '../../../shared/problems.ts'
import { type Checked, createChecks, createLint, keepAnswers, withProblem } from './lint.ts'
import type { CatalogRows } from './rows.ts'
import type { Context } from '../../core/context.ts'

interface Deps {
  catalogRows: CatalogRows
  /** Called after entries were replaced, to check their connectors again. */
  onReplaced: () => void
}

/** Linting and importing catalog files. */
export function createCatalogImport(
  { validator, changes, commit, record, backUp }: Core,
  { catalogRows, onReplaced }: Deps,
): Pick<GroupHandlers<typeof catalog, Context>, 'lint' | 'preview' | 'import'> {
  const checks = createChecks({ lint: keepAnswers(validator), effectOf: (entry) => catalogRows.effectOf(entry) })
  const { lint, view } = checks

  /** Stores the entries that can be; all of a part in one transaction, under one signature. */
  const keep = (context: Context, all: Checked[]): Promise<LintedView[]> =>
    commit(() => {
      const history: ActivityEntry[] = []
      const views = all.map((checked) => {
        const entryView = view(checked)
        const { entry } = checked.linted
        if (entryView.effect === 'conflict') return withProblem(entryView, problem('builtin_key', 'key'))
        if (entry && (entryView.effect === 'add' || entryView.effect === 'replace'))
          history.push(put(entry, entryView, context.now))
        return entryView
      })
      if (history.length > 0) record(context, history)
      return views
    })

  /** Answers what the history has of it. */
  const put = (entry: NormalisedEntry, { effect, installedVersion }: LintedView, now: string): ActivityEntry => ({
    workspaceId: null,
    action: effect === 'add' ? 'catalog.import' : 'catalog.replace',
    subjectId: catalogRows.put(entry, now),
    subjectName: entry.name,
    detail: { key: entry.key, version: entry.version, ...(installedVersion !== null && { from: installedVersion }) },
  })

  return {
    ...createLint(checks),

    preview: async (_context, part) => {
      const [only, ...others] = await lint(part)
      if (!only || others.length > 0) throw appError('one_entry_only')
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
