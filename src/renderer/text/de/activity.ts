import type { FieldChange } from '../../../contract/groups/activity.ts'
import { fieldLabel } from '../../../shared/label.ts'
import type { activityText as english } from '../en/activity.ts'
import { createDetailWording } from '../failed-test.ts'
import { date, dayText, isDay, number } from '../formats.ts'
import { testReasonsText } from '../../../shared/reasons/de/tests.ts'
import { testsText } from './connection-tests.ts'
import { connectorsText } from './connectors.ts'
import { connectors, plural } from './words.ts'
import { workspacesText } from './workspaces.ts'

type English = typeof english
type Facts = Parameters<English['activity']['sentence']>[0]
type Sentence = ReturnType<English['activity']['sentence']>

const ROLES: Record<string, string> = { owner: 'Eigentümer', admin: 'Admin', member: 'Mitglied' }

/** The fields that every connector or workspace has; those of catalog entries have the names of the entry. */
const OWN_FIELDS: Record<string, string> = {
  name: 'Name',
  status: 'Status',
  status_message: 'Statusmeldung',
  tags: 'Schlagwörter',
  description: 'Beschreibung',
  colour: 'Farbe',
  pinned: 'Angeheftet',
  secretExpiresAt: 'Ablauf der Geheimnisse',
  secrets_expire: 'Ablauf der Geheimnisse',
  catalog_key: 'Katalogeintrag',
  testEveryHours: testsText.schedule.every,
  markFailedTests: testsText.schedule.marks,
}

const YES_NO = { true: 'ja', false: 'nein' }

/** Their values that are no text of a person. */
const OWN_VALUES: Record<string, Readonly<Record<string, string>>> = {
  ...{ status: connectorsText.installed.statuses, colour: workspacesText.workspaces.colours },
  ...{ pinned: YES_NO, markFailedTests: YES_NO, testEveryHours: testsText.schedule.choices },
}

const labelOf = (path: string): string => OWN_FIELDS[path] ?? fieldLabel(path)

const count = (value: unknown): number => (typeof value === 'number' ? value : 0)
const role = (value: unknown): string => (typeof value === 'string' ? (ROLES[value] ?? value) : '')
const names = (fields: readonly FieldChange[]) => fields.map(({ path }) => `„${labelOf(path)}“`).join(', ')

/** What was done: its object, which stands before the name of a connector, and the participle behind it. */
interface Deed {
  object?: string
  /** Whether the name of what it was done to follows the object. */
  isNamed?: boolean
  participle: string
}

/** Of a name: "hat Blog aktiviert", or with an object, as "hat ein Duplikat von Blog hinzugefügt". */
const named = (participle: string, object = ''): Deed => ({ object, isNamed: true, participle })
/** Of no name: "hat den Schlüssel gewechselt". */
const alone = (object: string, participle: string): Deed => ({ object, participle })

/** A change of a connector; of one secret or a few, it names them. */
function changed({ fields, detail }: Facts): Deed {
  if (detail['activityId'] !== undefined) return named('wiederhergestellt', 'eine Konfiguration von')
  const all = (kind: FieldChange['hidden']) => fields.length <= 3 && fields.every((field) => field.hidden === kind)
  if (fields.length > 0 && all('secret_set')) return named('gesetzt', `${names(fields)} von`)
  if (fields.length > 0 && all('secret_cleared')) return named('gelöscht', `${names(fields)} von`)
  return fields.length === 0
    ? named('gespeichert')
    : named('geändert', `${plural(fields.length, 'Feld', 'Felder')} von`)
}

const testMessage = createDetailWording(testReasonsText)

/** How a connection test ended. */
const testResult = (detail: Facts['detail']): string =>
  detail['ok'] === true ? ': funktioniert' : `: ${testMessage(detail) ?? 'fehlgeschlagen'}`

const DEEDS: Record<string, Deed | ((facts: Facts) => Deed)> = {
  'connector.install': named('hinzugefügt'),
  'connector.duplicate': named('als Duplikat hinzugefügt'),
  'connector.update': changed,
  'connector.active': named('aktiviert'),
  'connector.inactive': named('deaktiviert'),
  'connector.error': named('als fehlerhaft markiert'),
  'connector.test': ({ detail }) =>
    named(`${detail['isScheduled'] === true ? 'nach Zeitplan ' : ''}getestet${testResult(detail)}`),
  'connector.sign_in': named('angemeldet', 'sich beim Dienst von'),
  'connector.confirm_reference': named('bestätigt', 'einen Verweis von'),
  'connector.sign_in_lost': named('festgestellt', 'das Ende der Anmeldung von'),
  'connector.ask_secret': named('gefragt', 'jemanden nach Geheimnissen von'),
  'connector.take_answer': named('übernommen', 'die Geheimnisse aus einer Antwort für'),
  'connector.refuse_answer': named('abgelehnt', 'eine Antwort für'),
  'connector.revoke_request': named('widerrufen', 'eine Anfrage nach Geheimnissen von'),
  'connector.keep_secret': named('behalten', 'ein Geheimnis, das eine entfernte Person lesen konnte, von'),
  'connector.choose': named('gewählt', 'zwischen zwei Änderungen von'),
  'connector.remove': named('in den Papierkorb gelegt'),
  'connector.restore': named('aus dem Papierkorb geholt'),
  'trash.empty': ({ detail }) =>
    alone(`${connectors(count(detail['connectors']))} im Papierkorb`, 'endgültig gelöscht'),
  'workspace.tests': alone('den Zeitplan der Verbindungstests', 'geändert'),
  'workspace.share': named('geteilt', 'den Workspace'),
  'workspace.receive': ({ detail }) =>
    alone(plural(count(detail['count']), 'Änderung anderer', 'Änderungen anderer'), 'übernommen'),
  'workspace.overwrite': alone('den anerkannten Verlauf anstelle eines abgelehnten', 'eingesetzt'),
  'settings.sync_set': alone('den Abstand der Suche nach Änderungen anderer', 'festgelegt'),
  'workspace.unshare': alone('das Teilen des Workspace', 'beendet'),
  'workspace.create': named('angelegt', 'den Workspace'),
  'workspace.rename': named('umbenannt', 'den Workspace in'),
  'workspace.colour': alone('die Farbe des Workspace', 'geändert'),
  'workspace.archive': named('archiviert', 'den Workspace'),
  'workspace.unarchive': named('aus dem Archiv geholt', 'den Workspace'),
  'workspace.production': named('als Produktion gekennzeichnet', 'den Workspace'),
  'workspace.no_production': named('aufgehoben', 'die Kennzeichnung als Produktion von'),
  'workspace.letter': alone('den Buchstaben des Workspace', 'geändert'),
  'workspace.delete': named('in den Papierkorb gelegt', 'den Workspace'),
  'workspace.undelete': named('aus dem Papierkorb geholt', 'den Workspace'),
  'workspace.view_saved': named('gespeichert', 'die Ansicht'),
  'workspace.view_removed': named('entfernt', 'die Ansicht'),
  'workspace.backup': ({ detail }) =>
    alone(`den Workspace mit ${connectors(count(detail['connectors']))}`, 'gesichert'),
  'workspace.export_secrets': ({ detail }) =>
    alone(plural(count(detail['count']), 'Geheimnis', 'Geheimnisse'), 'exportiert'),
  'workspace.restore': alone('eine Sicherung des Workspace', 'wiederhergestellt'),
  'member.invite': ({ detail }) => alone(`eine Einladung als ${role(detail['role'])}`, 'erstellt'),
  'member.role': ({ detail }) => named('gegeben', `die Rolle ${role(detail['role'])} an`),
  'member.remove': named('aus dem Workspace entfernt'),
  'member.leave': alone('den Workspace', 'verlassen'),
  'key.rotate': alone('den Schlüssel', 'gewechselt'),
  'key.start_over': alone('mit einem neuen Schlüssel', 'neu begonnen'),
  'key.passphrase_set': alone('die Wiederherstellungspassphrase', 'festgelegt'),
  'key.passphrase_removed': alone('die Wiederherstellungspassphrase', 'entfernt'),
  'targets.export': ({ detail }) =>
    alone(plural(count(detail['count']), 'Veröffentlichungsziel', 'Veröffentlichungsziele'), 'exportiert'),
  'targets.uses_reported': ({ detail }) =>
    named(`für ${plural(count(detail['count']), 'Ziel', 'Ziele')} übernommen`, 'die Verwendung durch'),
  'token.create': ({ detail }) =>
    named(`für ein Programm erstellt ${detail['scope'] === 'write' ? '(liest und ändert)' : '(liest)'}`, 'das Token'),
  'token.revoke': named('widerrufen', 'das Token'),
  'activity.export': ({ detail }) =>
    alone(`${plural(count(detail['count']), 'Eintrag', 'Einträge')} der Aktivität`, 'exportiert'),
}

/** Sentences that are not "hat … getan"; a text stands before the name of what the action was done to. */
const OTHERS: Record<string, string | ((facts: Facts) => Sentence)> = {
  'workspace.join': 'ist dem geteilten Workspace beigetreten:',
  'member.join': ({ detail }) => ({ verb: `ist als ${role(detail['role'])} beigetreten` }),
  'targets.file_kept': 'hält eine Datei aktuell:',
  'targets.file_left': 'hält eine Datei nicht mehr aktuell:',
}

/** The token of the program that did it for the person; empty for the person. */
const withToken = ({ action, detail: { token } }: Facts): string =>
  typeof token === 'string' && !action.startsWith('token.') ? `mit dem Token ${token}` : ''

const words = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' ')

/** The deed of an action; undefined for one that has none. */
function deedOf(facts: Facts): Deed | undefined {
  const deed = DEEDS[facts.action]
  return typeof deed === 'function' ? deed(facts) : deed
}

function sentence(facts: Facts): Sentence {
  const deed = deedOf(facts)
  if (deed) {
    const verb = words('hat', withToken(facts), deed.object)
    return deed.isNamed
      ? { verb, subject: facts.subjectName, rest: deed.participle }
      : { verb: words(verb, deed.participle) }
  }
  const other = OTHERS[facts.action]
  if (typeof other === 'function') return other(facts)
  const rest = withToken(facts)
  return { verb: other ?? `${facts.action}:`, subject: facts.subjectName, ...(rest && { rest }) }
}

/** What was done to the connector that the reader looks at: "hat 3 Felder geändert", "hat ihn aktiviert". */
function sentenceOfOne(facts: Facts): string {
  const deed = deedOf(facts)
  if (!deed) return words(facts.action, withToken(facts))
  const { object = '', participle } = deed
  const it = object === '' ? 'ihn' : object.replace(/ für$/, '').replace(/ von$/, '')
  return words('hat', withToken(facts), it, participle)
}

/** A day as a heading: "Heute, 27. November", and with its year where that is another one. */
function day(at: Date, today: Date): string {
  const ago = Math.round((today.getTime() - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000)
  const isThisYear = at.getFullYear() === today.getFullYear()
  const written = date(at, {
    ...(ago > 1 || ago < 0 ? { weekday: 'long' } : {}),
    ...{ day: 'numeric', month: 'long' },
    ...(isThisYear ? {} : { year: 'numeric' }),
  })
  return ago === 0 ? `Heute, ${written}` : ago === 1 ? `Gestern, ${written}` : written
}

export const activityText: English = {
  activity: {
    tab: 'Aktivität',
    list: 'Aktivität',
    listFailed: 'Die Aktivität konnte nicht geladen werden',
    moreFailed: 'Der Rest der Aktivität konnte nicht geladen werden',
    emptyTitle: 'Noch ist nichts geschehen',
    emptyBody: (workspace) => `Hier steht künftig jede Änderung in „${workspace}“, mit Person und Zeitpunkt.`,
    noMatchBody: 'Keine Aktivität passt zu Ihrer Suche und Ihren Filtern.',
    shown: (shown) => plural(shown, 'Eintrag wird angezeigt', 'Einträge werden angezeigt'),
    more: 'Mehr anzeigen',
    day,
    actions: [...Object.keys(DEEDS), ...Object.keys(OTHERS)],
    sentence,
    sentenceOfOne,
    time: (at) => date(new Date(at), { timeStyle: 'short' }),
    clockBack: 'Die Uhr des Computers war zurückgestellt worden',
    notSigned: 'noch nicht signiert',
    signed: 'signiert',
    fieldLabel: labelOf,
    ownValue: (path, value) => (isDay(path, value) ? dayText(value) : OWN_VALUES[path]?.[String(value)]),
    hidden: {
      secret_set: 'Gesetzt (Werte werden nie aufbewahrt)',
      secret_cleared: 'Gelöscht',
      secret_moved: 'In ein anderes Feld verschoben',
      may_be_secret: 'Geändert; nicht angezeigt, da es ein Geheimnis sein könnte',
      long: 'Geändert; zu lang zum Anzeigen',
    },
    nothing: 'nichts',
    before: 'vorher:',
    after: 'nachher:',
    show: (what) => `Details: ${what}`,
    restore: 'Diese Konfiguration wiederherstellen',
    restoreNamed: (name, at) => `Diese Konfiguration von „${name}“ wiederherstellen, ${at}`,
    restoreHint: 'Geheimnisse bleiben unverändert',
    restored: (name) => `Die Konfiguration von „${name}“ wurde wiederhergestellt`,
    restoreUndone: (name) => `„${name}“ hat wieder die vorherige Konfiguration`,
    alreadyThere: (name) => `„${name}“ hat diese Konfiguration bereits`,
    restoreFailed: (name) => `Die Konfiguration von „${name}“ konnte nicht wiederhergestellt werden`,
    undoFailed: (name) => `Die Konfiguration von „${name}“ bleibt, wie sie ist`,
    openNamed: (name) => `„${name}“ öffnen`,
    onlyNamed: (name) => `Nur „${name}“`,

    kind: 'Art',
    allKinds: 'Alle',
    kinds: {
      connector: 'Connectors',
      trash: 'Papierkorb',
      workspace: 'Workspace',
      member: 'Mitglieder',
      key: 'Schlüssel',
      targets: 'Ziele',
      token: 'Tokens',
      activity: 'Exporte',
    },
    person: 'Person',
    findPerson: 'Person suchen',
    connector: 'Connector',
    findConnector: 'Connector suchen',
    moreChoices: (more) => `${number(more)} weitere; tippen Sie, um sie zu finden`,
    period: 'Zeitraum',
    anyTime: 'Beliebig',
    lastDays: (past) => (past === 1 ? 'Heute' : `Letzte ${number(past)} Tage`),
    from: 'Von',
    to: 'Bis',
    range: (from, to) =>
      from === undefined
        ? `bis ${dayText(to ?? '')}`
        : to === undefined
          ? `seit ${dayText(from)}`
          : from === to
            ? dayText(from)
            : `${dayText(from)} – ${dayText(to)}`,

    export: 'Exportieren…',
    exportLabel: 'Exportieren… (was die Filter zeigen)',
    formats: { csv: 'CSV, für Tabellenprogramme', json: 'JSON', ndjson: 'NDJSON, eine Zeile je Eintrag' },
    exporting: 'Aktivität wird exportiert',
    exported: (entries) => `${plural(entries, 'Eintrag wurde', 'Einträge wurden')} exportiert`,
    downloaded: 'Die Aktivität wurde exportiert',
    exportCancelled: 'Export abgebrochen; es wurde keine Datei geschrieben',
    exportFailed: 'Die Aktivität konnte nicht exportiert werden',
  },
}
