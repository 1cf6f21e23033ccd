import type { CodePlanItem, CodeProgress } from '../../../../contract/groups/files/workspace-code.ts'
import type { ConnectorStatus } from '../../../../contract/groups/connectors.ts'
import { number } from '../../formats.ts'
import { connectors, plural } from '../words.ts'

interface Counts {
  created: number
  changed: number
  deleted: number
}

/** Words about a workspace as files. */
export const codeText = {
  title: 'As code',
  hint: 'Every connector as readable YAML without its secrets, to compare, review and keep in version control.',
  import: 'Import…',
  export: 'Export as code…',
  importCommand: 'Import connectors from code…',

  dialogTitle: 'Import connectors from code',
  intro: 'Choose a folder that was exported as code, or YAML files. You see what would change before anything does.',
  folder: 'Choose a folder…',
  folderInput: 'Folder with the files',
  files: 'Choose files…',
  filesInput: 'Files',
  others: 'Choose others',
  empty: 'No YAML file describes a connector here. Choose another folder or other files.',
  reading: 'Reading the files',
  phases: {
    reading: 'Reading the files',
    checking: 'Checking what they change',
    writing: 'Preparing the changes',
  } satisfies Record<CodeProgress['phase'], string>,
  progress: 'How far the import is',
  stop: 'Stop',
  planFailed: 'The files cannot be imported',
  problems: 'Mistakes in the files',
  problemsBody: (count: number) =>
    `Nothing was changed. Correct ${count === 1 ? 'this mistake' : `these ${number(count)} mistakes`} and choose the files again.`,
  moreProblems: (count: number) => `and ${number(count)} more`,
  stale:
    'Connectors have changed since this plan was made, so nothing was applied. This is the plan as things are now.',
  nothing: 'Nothing to change',
  nothingBody: (count: number) =>
    count === 0 ? 'The files describe no connector.' : `${connectors(count)} here already as the files say.`,
  counts: ({ created, changed, deleted }: Counts, unchanged: number) =>
    [
      created > 0 && `${number(created)} to create`,
      changed > 0 && `${number(changed)} to change`,
      deleted > 0 && `${number(deleted)} to delete`,
      `${number(unchanged)} already as the files say`,
    ]
      .filter((part) => part !== false)
      .join(' · '),
  prune: 'Also delete connectors that no file describes',
  pruneHint: 'They go to the trash.',
  list: 'What would change',
  kinds: { create: 'New', update: 'Change', delete: 'Delete' } satisfies Record<CodePlanItem['kind'], string>,
  unchanged: 'No change',
  byName: 'found by its name',
  details: (count: number) => plural(count, 'field', 'fields'),
  statuses: { active: 'Active', inactive: 'Inactive', error: 'Error' } satisfies Record<ConnectorStatus, string>,
  status: 'Status',
  missing: (count: number, isNew: boolean) =>
    `${count === 1 ? 'A required secret is' : `${count} required secrets are`} missing, so it ${isNew ? 'stays inactive' : 'cannot work'} until you set ${count === 1 ? 'it' : 'them'}.`,
  mine: 'Keep mine',
  theirs: 'Take theirs',
  choiceFor: (name: string) => `What to do with ${name}`,
  all: 'For all',
  more: (count: number) => plural(count, 'more connector', 'more connectors'),
  showMore: 'Show more',
  apply: (count: number) => (count === 0 ? 'Import' : `Import ${plural(count, 'change', 'changes')}`),
  applyTitle: 'Import into production?',
  applyFailed: 'Nothing was imported',
  done: (count: number) => `${plural(count, 'connector was', 'connectors were')} imported from code`,
  doneCounts: ({ created, changed, deleted }: Counts) =>
    [
      created > 0 && `${number(created)} created`,
      changed > 0 && `${number(changed)} changed`,
      deleted > 0 && `${number(deleted)} moved to the trash`,
    ]
      .filter((part) => part !== false)
      .join(', '),

  exported: (count: number) => `${plural(count, 'connector was', 'connectors were')} exported as code`,
  downloaded: 'The connectors were exported as code',
  exportFailed: 'The connectors could not be exported as code',
}
