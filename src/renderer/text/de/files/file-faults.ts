import type { DocumentKind, ForeignFormat, KnownDocument } from '../../../../shared/files/document-kinds.ts'
import type { FileSentences } from '../../../../shared/files/file-faults.ts'
import { number } from '../../formats.ts'

const KINDS: Record<KnownDocument, (name: string) => string> = {
  package_json: () => 'eine package.json',
  typescript: () => 'eine Konfiguration von TypeScript',
  mcp_client: () => 'die Konfiguration eines MCP-Clients; importieren Sie die server.json jedes Servers',
  schema: (name) => `ein Dokument des Schemas ${name}`,
  kubernetes: (name) => `ein Dokument der Art ${name}`,
}

/** What a document seems to be; empty where nothing is known. */
export const documentKind = ({ kind, name }: DocumentKind): string => (kind === '' ? '' : KINDS[kind](name))

/** The formats of others that become catalog entries. */
export const foreignFormats: Record<ForeignFormat, string> = {
  kamelet: 'ein Kamelet',
  mcp_server: 'eine server.json eines MCP-Servers',
  meltano: 'ein Meltano-Plugin oder Singer-Tap',
  nango: 'eine Liste von Nango-Providern',
  openapi: 'eine OpenAPI-Beschreibung',
  windmill: 'ein Windmill-Ressourcentyp',
}

/** What is wrong at a place of a file, by reason. */
export const fileFaultsText: FileSentences = {
  quoted: ({ words }) => words,
  yaml: ({ words }) => `Das ist kein gültiges YAML. Der Leser meldet: „${words}“`,

  perhaps: ({ name }) => `vielleicht ${name}`,
  levels: ({ limit }) => `höchstens ${number(limit)} Ebenen`,
  characters: ({ limit }) => `höchstens ${number(limit)} Zeichen`,
  most: ({ limit }) => `höchstens ${number(limit)}`,
  endless_number: () => 'eine Zahl ohne Ende',
  contrary: ({ least, most }) => `${least} und ${most}`,
  nothing: () => 'keiner',
  document: documentKind,

  no_endpoints: () => 'issuer oder authorizationUrl und tokenUrl fehlen',
  address_start: ({ address }) => `${address} beginnt weder mit https:// noch mit einer Einstellung`,
  address_http: ({ address }) => `${address} ist nicht https, was http nicht erlaubt`,
  address_fragment: ({ address }) => `${address} hat ein Fragment`,
  own_header: ({ name }) => `${name} setzt die Anfrage selbst oder auth`,
  own_parameter: ({ name }) => `${name} setzt die Anmeldung selbst`,
  no_field: ({ path }) => `${path} ist kein Feld des Eintrags`,
  no_secret: ({ path }) => `${path} ist kein Geheimnis und würde unverschlüsselt gespeichert`,
  secret_in_address: ({ path }) => `${path} ist ein Geheimnis, das in keiner Adresse stehen darf`,
  secret_outside_auth: ({ path }) => `${path} ist ein Geheimnis, das nur auth senden darf`,

  secret_in_file: () =>
    'Dateien enthalten keine Geheimnisse. Geben Sie sie neben den Dateien an, oder nennen Sie unter secrets als Verweis, wo sie liegen',
  name_twice: () => 'Dieser Name steht hier zweimal. Behalten Sie einen davon',
  no_name: ({ name, nearest, names }) =>
    `Es gibt kein Feld ${name}. ${nearest ? `Meinten Sie ${nearest}?` : `Verwenden Sie ${names.join(', ')}`}`,
  no_anchor: ({ name }) => `Vor diesem Alias gibt es keinen Anker ${name}`,
  many_aliases: ({ limit }) =>
    `Ab hier wiederholen Aliasse mehr als ${number(limit)} Werte. Schreiben Sie die Werte aus`,
  deep: () => 'Das ist zu tief verschachtelt',
  no_json_number: () => 'Das ist keine Zahl, die es in JSON gibt',
  no_json_value: () => 'Das ist kein Wert, den es in JSON gibt',
  forbidden_name: ({ name }) => `Dieser Name ist nicht erlaubt: ${name}`,
  set_or_reference: () => 'Verwenden Sie set: true oder einen Verweis darauf, wo das Geheimnis aufbewahrt wird',

  other_id: ({ id }) =>
    `Die Datei ist nach einer anderen ID benannt, ${id}. Benennen Sie die Datei um oder korrigieren Sie die ID`,
  no_entry: ({ name }) => `Es gibt keinen Katalogeintrag ${name}. Importieren Sie ihn zuerst`,
  other_entry: ({ name }) => `„${name}“ gehört hier zu einem anderen Katalogeintrag. Das lässt sich nicht ändern`,
  id_in_use: ({ id, name }) => `Die ID ${id} ist anderswo vergeben, oder „${name}“ hat hier eine andere`,
  reference_and_secret: () =>
    'Die Datei enthält für dieses Geheimnis einen Verweis, und sein Wert wurde auch angegeben. Lassen Sie eines davon weg',
  secrets_of_nobody: ({ name }) =>
    `Für „${name}“ sind Geheimnisse angegeben, aber keine Datei beschreibt den Connector`,
  same_id: ({ other }) => `${other || 'Eine andere Datei'} hat dieselbe ID`,
  same_name: ({ other }) => `${other} hat denselben Namen`,
  name_here: ({ name }) => `Ein anderer Connector hier heißt „${name}“`,
}
