import type { Activity, FieldChange } from '../../../contract/groups/activity.ts'
import type { ActivityKind } from '../../../shared/text/activity-kinds.ts'
import { fieldLabel } from '../../../shared/label.ts'
import { createDetailWording } from '../failed-test.ts'
import { date, dayText, isDay, number } from '../formats.ts'
import { testReasonsText } from './test-reasons.ts'
import { testsText } from './connection-tests.ts'
import { connectorsText } from './connectors.ts'
import { connectors, plural } from './words.ts'
import { workspacesText } from './workspaces.ts'

const hidden: Record<NonNullable<FieldChange['hidden']>, string> = {
  secret_set: 'Set (values are never kept)',
  secret_cleared: 'Cleared',
  secret_moved: 'Moved to another field',
  may_be_secret: 'Changed; not shown, as it may be a secret',
  long: 'Changed; too long to show',
}

const YES_NO = { true: 'yes', false: 'no' }

/** The values that are no text of a person, of the fields that every connector or workspace has. */
const OWN_VALUES: Record<string, Readonly<Record<string, string>>> = {
  ...{ status: connectorsText.installed.statuses, colour: workspacesText.workspaces.colours },
  ...{ pinned: YES_NO, markFailedTests: YES_NO, testEveryHours: testsText.schedule.choices },
}

const kinds: Record<ActivityKind, string> = {
  connector: 'Connectors',
  trash: 'Trash',
  workspace: 'Workspace',
  member: 'Members',
  key: 'Keys',
  targets: 'Targets',
  token: 'Tokens',
  activity: 'Exports',
}

type Facts = Pick<Activity, 'action' | 'subjectName' | 'fields' | 'detail'>

/** What somebody did: the verb after their name, what it was done to, and what follows that. */
interface Sentence {
  verb: string
  subject?: string | null
  rest?: string
}

const count = (value: unknown): number => (typeof value === 'number' ? value : 0)
const role = (value: unknown): string =>
  typeof value === 'string' ? `${value === 'member' ? 'a' : 'an'} ${value}` : ''
/** The names of fields within a sentence; an abbreviation keeps its capitals. */
const names = (fields: readonly FieldChange[]) =>
  fields.map(({ path }) => fieldLabel(path).replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())).join(', ')

/** The verb of a change of a connector; of one secret or a few, it names them. */
function changed({ fields, detail }: Facts): string {
  if (detail['activityId'] !== undefined) return 'restored a configuration of'
  const all = (kind: FieldChange['hidden']) => fields.length <= 3 && fields.every((field) => field.hidden === kind)
  if (fields.length > 0 && all('secret_set')) return `set ${names(fields)} of`
  if (fields.length > 0 && all('secret_cleared')) return `cleared ${names(fields)} of`
  return fields.length === 0 ? 'saved' : `changed ${plural(fields.length, 'field', 'fields')} of`
}

const testMessage = createDetailWording(testReasonsText)

/** How a connection test ended. */
const testResult = (detail: Activity['detail']): string =>
  detail['ok'] === true ? ': it works' : `: ${testMessage(detail) ?? 'it failed'}`

type Words = string | ((facts: Facts) => Sentence)
const of = (verb: (facts: Facts) => string) => (facts: Facts) => ({ verb: verb(facts), subject: facts.subjectName })
const alone = (verb: string | ((facts: Facts) => string)) => (facts: Facts) => ({
  verb: typeof verb === 'string' ? verb : verb(facts),
})

/** A text stands before the name of what the action was done to. */
const actions: Record<string, Words> = {
  'connector.install': 'added',
  'connector.duplicate': 'added a duplicate,',
  'connector.update': of(changed),
  'connector.active': 'activated',
  'connector.inactive': 'deactivated',
  'connector.error': 'marked as failing:',
  'connector.test': ({ subjectName, detail }) => ({
    verb: detail['isScheduled'] === true ? 'had tested by the schedule:' : 'tested',
    subject: subjectName,
    rest: testResult(detail),
  }),
  'connector.sign_in': 'signed in to the service of',
  'connector.confirm_reference': 'confirmed a reference of',
  'connector.sign_in_lost': 'noted that the service ended the sign-in of',
  'connector.ask_secret': 'asked somebody else for secrets of',
  'connector.take_answer': 'took the secrets from an answer for',
  'connector.refuse_answer': 'refused an answer for',
  'connector.revoke_request': 'revoked a request for secrets of',
  'connector.choose': 'chose between two changes of',
  'connector.keep_secret': 'kept a secret that somebody who was removed could read, of',
  'connector.remove': 'moved to the trash:',
  'connector.restore': 'restored from the trash:',
  'trash.empty': alone(({ detail }) => `deleted ${connectors(count(detail['connectors']))} in the trash for good`),
  'workspace.tests': alone('changed when the connectors are tested'),
  'workspace.share': 'shared the workspace',
  'workspace.join': 'joined the shared workspace',
  'workspace.receive': alone(
    ({ detail }) => `took over ${plural(count(detail['count']), 'change', 'changes')} of others`,
  ),
  'workspace.overwrite': alone('put the accepted history over one that was refused'),
  'settings.sync_set': alone('set how often changes of others are looked for'),
  'workspace.unshare': alone('stopped sharing the workspace'),
  'workspace.create': 'created the workspace',
  'workspace.rename': 'renamed the workspace to',
  'workspace.colour': alone('changed the colour of the workspace'),
  'workspace.archive': 'archived the workspace',
  'workspace.unarchive': 'took out of the archive:',
  'workspace.production': 'marked as production:',
  'workspace.no_production': 'removed the production mark of',
  'workspace.letter': alone('changed the letter of the workspace'),
  'workspace.delete': 'moved the workspace to the trash:',
  'workspace.undelete': 'restored the workspace from the trash:',
  'workspace.view_saved': 'saved the view',
  'workspace.view_removed': 'removed the view',
  'workspace.backup': alone(({ detail }) => `backed up the workspace with ${connectors(count(detail['connectors']))}`),
  'workspace.export_secrets': alone(({ detail }) => `exported ${plural(count(detail['count']), 'secret', 'secrets')}`),
  'workspace.restore': alone('restored a backup of the workspace'),
  'member.invite': alone(({ detail }) => `made an invitation for ${role(detail['role'])}`),
  'member.join': alone(({ detail }) => `joined as ${role(detail['role'])}`),
  'member.role': ({ subjectName, detail }) => ({ verb: 'made', subject: subjectName, rest: role(detail['role']) }),
  'member.remove': ({ subjectName }) => ({ verb: 'removed', subject: subjectName, rest: 'from the workspace' }),
  'member.leave': alone('left the workspace'),
  'key.rotate': alone('rotated the key'),
  'key.start_over': alone('started over with a new key'),
  'key.passphrase_set': alone('set the recovery passphrase'),
  'key.passphrase_removed': alone('removed the recovery passphrase'),
  'targets.export': alone(
    ({ detail }) => `exported ${plural(count(detail['count']), 'publish target', 'publish targets')}`,
  ),
  'targets.file_kept': ({ subjectName }) => ({ verb: 'keeps a file up to date:', subject: subjectName }),
  'targets.file_left': ({ subjectName }) => ({ verb: 'no longer keeps a file up to date:', subject: subjectName }),
  'targets.uses_reported': ({ subjectName, detail }) => ({
    verb: 'reported what targets are used for, by',
    subject: subjectName,
    rest: plural(count(detail['count']), 'target', 'targets'),
  }),
  'token.create': ({ subjectName, detail }) => ({
    verb: 'made a token for a program:',
    subject: subjectName,
    rest: detail['scope'] === 'write' ? '(reads and writes)' : '(reads)',
  }),
  'token.revoke': 'revoked the token',
  'activity.export': alone(
    ({ detail }) => `exported ${plural(count(detail['count']), 'entry', 'entries')} of the activity`,
  ),
}

const ofOne: Record<string, string> = {
  'connector.install': 'added it',
  'connector.duplicate': 'added it as a duplicate',
  'connector.active': 'activated it',
  'connector.inactive': 'deactivated it',
  'connector.error': 'marked it as failing',
  'connector.sign_in': 'signed in to its service',
  'connector.confirm_reference': 'confirmed a reference of it',
  'connector.sign_in_lost': 'noted that its service ended the sign-in',
  'connector.ask_secret': 'asked somebody else for its secrets',
  'connector.take_answer': 'took its secrets from an answer',
  'connector.refuse_answer': 'refused an answer',
  'connector.revoke_request': 'revoked a request for its secrets',
  'connector.remove': 'moved it to the trash',
  'connector.restore': 'restored it from the trash',
}

/** What was done to the connector that the reader looks at. */
function doneToOne(facts: Facts): string {
  if (facts.action === 'connector.update') return changed(facts).replace(/ of$/, '')
  if (facts.action === 'connector.test') return `tested it${testResult(facts.detail)}`
  return ofOne[facts.action] ?? facts.action
}

/** The token of the program that did it for the person; empty for the person. */
const withToken = ({ action, detail: { token } }: Facts): string =>
  typeof token === 'string' && !action.startsWith('token.') ? `with the token ${token}` : ''

/** A day as a heading: "Today, 27 November", and with its year where that is another one. */
function day(at: Date, today: Date): string {
  const ago = Math.round((today.getTime() - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000)
  const isThisYear = at.getFullYear() === today.getFullYear()
  const written = date(at, {
    ...(ago > 1 || ago < 0 ? { weekday: 'long' } : {}),
    ...{ day: 'numeric', month: 'long' },
    ...(isThisYear ? {} : { year: 'numeric' }),
  })
  return ago === 0 ? `Today, ${written}` : ago === 1 ? `Yesterday, ${written}` : written
}

export const activityText = {
  activity: {
    tab: 'Activity',
    list: 'Activity',
    listFailed: 'The activity could not be loaded',
    moreFailed: 'The rest of the activity could not be loaded',
    emptyTitle: 'Nothing was done yet',
    emptyBody: (workspace: string) => `Every change in ${workspace} will be listed here, with who made it and when.`,
    noMatchBody: 'No activity matches your search and filters.',
    shown: (count: number) => plural(count, 'entry is shown', 'entries are shown'),
    more: 'Show more',
    day,
    /** The actions that have words. */
    actions: Object.keys(actions),
    /** What somebody did, in words. An action that has none is named as it is stored. */
    sentence: (facts: Facts): Sentence => {
      const known = actions[facts.action]
      const sentence =
        typeof known === 'function' ? known(facts) : { verb: known ?? `${facts.action}:`, subject: facts.subjectName }
      const rest = [sentence.rest, withToken(facts)].filter(Boolean).join(' ')
      return rest === '' ? sentence : { ...sentence, rest }
    },
    /** The same about a connector that the reader looks at, as "changed 3 fields". */
    sentenceOfOne: (facts: Facts): string => [doneToOne(facts), withToken(facts)].filter(Boolean).join(' '),
    time: (at: string) => date(new Date(at), { timeStyle: 'short' }),
    clockBack: 'The clock of the computer had been set back',
    notSigned: 'not signed yet',
    signed: 'signed',
    fieldLabel,
    /** How the value of a field that every connector has is written; undefined for one of an entry's fields. */
    ownValue: (path: string, value: unknown): string | undefined =>
      isDay(path, value) ? dayText(value) : OWN_VALUES[path]?.[String(value)],
    hidden,
    nothing: 'nothing',
    before: 'before:',
    after: 'after:',
    show: (sentence: string) => `Details: ${sentence}`,
    restore: 'Restore this configuration',
    restoreNamed: (name: string, at: string) => `Restore this configuration of ${name}, ${at}`,
    restoreHint: 'Secrets stay as they are',
    restored: (name: string) => `The configuration of ${name} was restored`,
    restoreUndone: (name: string) => `${name} has its configuration from before again`,
    alreadyThere: (name: string) => `${name} has this configuration already`,
    restoreFailed: (name: string) => `The configuration of ${name} could not be restored`,
    undoFailed: (name: string) => `The configuration of ${name} stays as it is`,
    openNamed: (name: string) => `Open ${name}`,
    onlyNamed: (name: string) => `Only ${name}`,

    kind: 'Kind',
    allKinds: 'All',
    kinds,
    person: 'Person',
    findPerson: 'Find a person',
    connector: 'Connector',
    findConnector: 'Find a connector',
    moreChoices: (count: number) => `${number(count)} more; type to find them`,
    period: 'Time',
    anyTime: 'Any time',
    lastDays: (count: number) => (count === 1 ? 'Today' : `Last ${count} days`),
    from: 'From',
    to: 'To',
    range: (from?: string, to?: string) =>
      from === undefined
        ? `until ${dayText(to ?? '')}`
        : to === undefined
          ? `since ${dayText(from)}`
          : from === to
            ? dayText(from)
            : `${dayText(from)} – ${dayText(to)}`,

    export: 'Export…',
    exportLabel: 'Export… (what the filters show)',
    formats: { csv: 'CSV, for spreadsheets', json: 'JSON', ndjson: 'NDJSON, a line per entry' },
    exporting: 'Exporting the activity',
    exported: (count: number) => `${plural(count, 'entry was', 'entries were')} exported`,
    downloaded: 'The activity was exported',
    exportCancelled: 'Export cancelled; no file was written',
    exportFailed: 'The activity could not be exported',
  },
}
