import type { catalogReasons } from '../../../../shared/reasons/catalog-reasons.ts'
import type { SentencesOf } from '../../../../shared/reasons/error-reason.ts'
import type { ProblemCode } from '../../../../shared/problems.ts'
import { number } from '../../formats.ts'
import { documentKind, foreignFormats } from '../files/file-faults.ts'
import { problemsText } from '../files/problems.ts'
import { connectors, megabytes, plural } from '../words.ts'

const place = ({ line, column }: { line: number; column: number }) => `(Zeile ${line}, Spalte ${column})`

/** What is wrong with a catalog file or an entry. */
export const catalogErrors: SentencesOf<typeof catalogReasons> = {
  empty_file: () => 'Die Datei ist leer',
  bad_json: (at) => `Die Datei ist kein gültiges JSON ${place(at)}`,
  bad_yaml: (at) => `Die Datei ist weder JSON noch gültiges YAML ${place(at)}`,
  large_yaml: () => 'Die Datei ist YAML, das entfaltet zu groß wird',
  long_file_number: ({ line, column }) =>
    `Die Datei enthält eine Zahl mit mehr Stellen, als genau gespeichert werden können${line === undefined ? '' : ` ${place({ line, column: column ?? 1 })}`}`,
  no_entries: () => 'Die Datei enthält keine Katalogeinträge',
  many_entries: ({ limit }) =>
    `Die Datei enthält mehr als ${number(limit)} Einträge. Teilen Sie sie in mehrere Dateien auf`,
  large_file: ({ size, limit }) =>
    `Sie ist zu groß: ${megabytes(size)}. Eine Katalogdatei darf höchstens ${megabytes(limit)} groß sein.`,
  not_an_entry: (values) =>
    `Die Datei ist weder ein Katalogeintrag noch ein JSON-Schema${values.kind && `, sondern ${documentKind(values)}`}`,
  needs_naming: ({ format }) =>
    format === ''
      ? 'Ein bloßes JSON-Schema braucht eine Kennung und einen Namen'
      : `Das ist ${foreignFormats[format]} ohne Namen; geben Sie Kennung und Namen an`,
  one_entry_only: () => 'Es kann immer nur ein Katalogeintrag als Vorschau angezeigt werden',
  entry_refused: ({ problem, problemCode }) => problemsText[problemCode as ProblemCode] ?? problem,
  bad_seed: () => 'Eine Datei des mitgelieferten Katalogs ist kein Katalogeintrag',
  slow_form: () => 'Das Formular dieses Katalogeintrags braucht zu lange für die Prüfung',
  unusable_form: () =>
    'Das Formular dieses Katalogeintrags kann nicht geprüft werden; importieren Sie einen korrigierten Eintrag',
  no_entry: ({ name }) => `Es gibt keinen Katalogeintrag ${name}`,
  builtin_entry: ({ name }) => `${name} ist mitgeliefert und kann nicht entfernt werden`,
  entry_in_use: ({ name, count, inTrash, places, others, elsewhere }) => {
    const parts = [
      ...places,
      ...(others > 0 ? [`${plural(others, 'weiterer', 'weitere')} in anderen Ihrer Workspaces`] : []),
      ...(elsewhere > 0 ? [`${number(elsewhere)} in Workspaces, in denen Sie kein Mitglied sind`] : []),
    ]
    const trash = inTrash > 0 ? ` (davon ${number(inTrash)} im Papierkorb)` : ''
    return (
      `${name} wird von ${connectors(count)}${trash} verwendet und kann entfernt werden, sobald ` +
      `${count === 1 ? 'dieser gelöscht ist' : 'diese gelöscht sind'} und der Papierkorb geleert ist. ${parts.join('; ')}`
    )
  },
}
