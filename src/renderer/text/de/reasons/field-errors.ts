import type { FieldSentences } from '../../../../shared/reasons/field-reasons.ts'
import { named } from './named.ts'
import { decimal, list, number } from '../../formats.ts'
import { plural } from '../words.ts'

/** JSON types, as a field may need them. */
const TYPES: Record<string, string> = {
  string: 'einen Text',
  number: 'eine Zahl',
  integer: 'eine ganze Zahl',
  boolean: 'Ja oder Nein',
  array: 'eine Liste',
  object: 'eine Gruppe von Feldern',
}

/** The formats of JSON Schema. */
const FORMATS: Record<string, string> = {
  email: 'eine E-Mail-Adresse',
  'idn-email': 'eine E-Mail-Adresse',
  uri: 'eine Webadresse wie https://example.com',
  url: 'eine Webadresse wie https://example.com',
  iri: 'eine Webadresse wie https://example.com',
  'uri-reference': 'eine Webadresse oder einen Pfad',
  hostname: 'einen Hostnamen wie db.example.com',
  'idn-hostname': 'einen Hostnamen wie db.example.com',
  ipv4: 'eine IPv4-Adresse wie 192.0.2.1',
  ipv6: 'eine IPv6-Adresse wie 2001:db8::1',
  date: 'ein Datum wie 2026-01-31',
  'date-time': 'Datum und Uhrzeit wie 2026-01-31T09:30:00Z',
  time: 'eine Uhrzeit wie 09:30:00Z',
  duration: 'eine Dauer wie P1DT12H',
  uuid: 'eine UUID wie 123e4567-e89b-12d3-a456-426614174000',
  regex: 'einen regulären Ausdruck',
  byte: 'Base64-Text',
  'json-pointer': 'einen JSON-Pointer wie /name/0',
}

const or = (words: readonly string[]) => list(words, 'disjunction')
const characters = (count: number) => `${number(count)} Zeichen`
const items = (count: number) => plural(count, 'Element', 'Elemente')
const entries = (count: number) => plural(count, 'Eintrag', 'Einträge')

/** What a passphrase opens, after "öffnet" and "nicht". */
const OPENS = {
  workspace: 'diesen Workspace',
  backup: 'diese Sicherung',
  person: 'Ihren eigenen Schlüssel',
  invitation: 'diese Einladung',
}

/** What is wrong with a field, by reason. */
export const fieldErrorsText: FieldSentences = {
  required: ({ title, by, own }) =>
    `${by === 'choose' ? 'Wählen' : 'Geben'} Sie ${own ? 'einen Wert' : named(title)} ${by === 'choose' ? 'aus' : 'ein'}`,
  required_with: ({ title, other }) => `Geben Sie ${named(title)} ein oder lassen Sie ${named(other)} weg`,
  unknown_field: () => 'Entfernen Sie dies: Ein solches Feld gibt es nicht',
  unknown_secret: () => 'Entfernen Sie dies: Ein solches Geheimnis gibt es nicht',
  secret_moves: ({ place }) => `Speichern Sie den Connector: Dieses gespeicherte Geheimnis zieht nach ${place} um`,
  no_reference: () =>
    'Schreiben Sie op://TRESOR/EINTRAG/FELD, env:NAME, file:/PFAD oder cmd:PROGRAMM mit Argumenten, jedes Anführungszeichen geschlossen',
  secret_without_place: () =>
    'Geben Sie dieses gespeicherte Geheimnis dort ein, wo der Eintrag jetzt danach fragt: Hier hat es keinen Platz mehr',

  type: ({ types }) =>
    types.length === 0 ? 'Lassen Sie dies leer' : `Geben Sie ${or(types.map((type) => TYPES[type] ?? type))} ein`,
  fixed: ({ value }) => `Geben Sie ${value} ein`,
  one_of: ({ values, more }) =>
    `Wählen Sie eines von: ${values.join(', ')}${more > 0 ? ` und ${plural(more, 'weiterem', 'weiteren')}` : ''}`,
  other_than: ({ values }) => `Geben Sie einen anderen Wert als ${or(values)} ein`,
  excludes: ({ others }) => `Leeren Sie dies oder ${or(others.map(named))}`,
  several_kinds: () => 'Geben Sie einen anderen Wert ein: Dieser passt zu mehreren Arten, die einander ausschließen',
  long_number: () => 'Verwenden Sie weniger Stellen: Diese Zahl würde nicht genau gespeichert',
  not_allowed: () => 'Geben Sie einen anderen Wert ein: Dieser ist nicht erlaubt',

  format: ({ format }) => `Geben Sie ${FORMATS[format] ?? `einen Wert im Format ${format}`} ein`,
  starts_with: ({ starts }) => `Beginnen Sie mit ${or(starts)}`,
  looks_like: ({ example }) => `Geben Sie den Wert in der Form ${example} ein`,
  pattern: ({ title, own }) => `Prüfen Sie ${own ? 'den Wert' : named(title)}: Die Form ist nicht die erwartete`,
  own_words: ({ words }) => words,
  min_length: ({ limit }) => `Verwenden Sie mindestens ${characters(limit)}`,
  max_length: ({ limit }) => `Verwenden Sie höchstens ${characters(limit)}`,
  one_line: () => 'Verwenden Sie eine einzige Zeile ohne Steuerzeichen',
  unseen_characters: () => 'Entfernen Sie die unsichtbaren Zeichen und Richtungszeichen',
  line_break: () => 'Entfernen Sie den Zeilenumbruch am Anfang oder Ende',
  invisible_character: ({ place }) =>
    `Tippen Sie den Wert ein oder kopieren Sie ihn noch einmal von der Quelle: Zeichen ${place} ist unsichtbar`,

  address_password: () =>
    'Lassen Sie das Passwort in dieser Adresse weg: Es wäre hier lesbar, wenn der Katalogeintrag das Feld nicht als Geheimnis kennzeichnet',

  no_proxy_address: () => 'Schreiben Sie die Adresse des Proxys als http://HOST:PORT',
  proxy_password: () =>
    'Lassen Sie Benutzer und Passwort weg: Einstellungen sind nicht verschlüsselt. Um sie zu verwenden, starten Sie Patchbay mit PATCHBAY_PROXY',

  day_within: ({ days }) => `Wählen Sie einen Tag ab heute, höchstens ${number(days)} Tage im Voraus`,

  minimum: ({ limit }) => `Geben Sie mindestens ${decimal(limit)} ein`,
  more_than: ({ limit }) => `Geben Sie mehr als ${decimal(limit)} ein`,
  maximum: ({ limit }) => `Geben Sie höchstens ${decimal(limit)} ein`,
  less_than: ({ limit }) => `Geben Sie weniger als ${decimal(limit)} ein`,
  multiple_of: ({ limit }) => `Geben Sie ein Vielfaches von ${decimal(limit)} ein`,

  min_items: ({ limit }) => `Fügen Sie mindestens ${items(limit)} hinzu`,
  max_items: ({ limit }) => `Verwenden Sie höchstens ${items(limit)}`,
  unique_items: () => 'Verwenden Sie jedes Element nur einmal',
  contains: ({ limit, what }) => `Fügen Sie mindestens ${items(limit)} hinzu: ${what}`,
  contains_most: ({ limit, what, count }) =>
    `Behalten Sie höchstens ${items(limit)}: ${what}. Es sind ${number(count)}`,
  min_entries: ({ limit }) => `Fügen Sie mindestens ${entries(limit)} hinzu`,
  max_entries: ({ limit }) => `Verwenden Sie höchstens ${entries(limit)}`,
  entry_name: ({ name }) => `Wählen Sie für diesen Eintrag einen anderen Namen: ${name} ist nicht erlaubt`,

  one_letter: () => 'Verwenden Sie einen Buchstaben, eine Ziffer oder ein Zeichen',
  name_taken: () => 'Wählen Sie einen anderen Namen: Dieser ist bereits vergeben',
  few_characters: ({ limit }) => `Verwenden Sie mindestens ${number(limit)} verschiedene Zeichen`,
  easy_to_guess: () => 'Wählen Sie eine Passphrase, die schwerer zu erraten ist, zum Beispiel sechs zufällige Wörter',
  wrong_passphrase: ({ opens }) => `Diese Passphrase öffnet ${OPENS[opens]} nicht`,
  proof_passphrase: ({ name }) => `Geben Sie die Wiederherstellungspassphrase von „${name}“ ein`,
  wrong_proof: ({ name }) => `Das ist nicht die Wiederherstellungspassphrase von „${name}“`,
  proof_name: ({ name }) => `Geben Sie den Namen des Workspace ein: ${name}`,
  passphrase_differs: () => 'Wiederholen Sie dieselbe Passphrase',
  not_an_identity: () =>
    'Geben Sie die ganze Zeile ein, die mit patchbay1: beginnt und die `patchbay person show` ausgibt',
  not_a_recipient: () => 'Geben Sie age-Empfänger ein, die mit age1 beginnen',
  opens_no_workspace: () => 'Diese Passphrase öffnet keinen Workspace, dem Sie beitreten könnten',
  not_a_file: () => 'Geben Sie eine andere Datei an: Das ist keine gewöhnliche Datei',
}
