import type { valuesText as english } from '../en/values.ts'

/** Values in forms: their types, and what is there in place of one. */
export const valuesText: typeof english = {
  values: {
    types: {
      string: 'Text',
      number: 'Zahl',
      integer: 'Ganze Zahl',
      boolean: 'Ja oder Nein',
      array: 'Liste',
      object: 'Gruppe von Feldern',
    },
    isNull: 'null',
    isUnset: 'nicht gesetzt',
    enter: 'Wert eingeben',
    leaveOut: 'Weglassen',
    setNull: 'Auf null setzen',
    clear: 'Leeren',
    others: 'Weitere Einträge',
    noNumber: 'Geben Sie eine Zahl wie 8080 oder 1,5 ein',
    noWholeNumber: 'Geben Sie eine ganze Zahl wie 8080 ein',
    doubtfulNumber: (whole, decimal) => `Schreiben Sie ${whole} oder ${decimal}: So könnte beides gemeint sein`,
    groupedNumber: (plain) => `Schreiben Sie die Zahl ohne Trennzeichen: ${plain}`,
    longNumber: 'Verwenden Sie weniger Stellen: Diese Zahl würde nicht genau gespeichert',
    longNumberAt: ({ line, column }) =>
      `Verwenden Sie weniger Stellen: Die Zahl in Zeile ${line}, Spalte ${column} würde nicht genau gespeichert`,
    brokenJson: ({ line, column }) =>
      `Dies ist kein gültiges JSON: siehe Zeile ${line}, Spalte ${column}. Setzen Sie Text in gerade doppelte Anführungszeichen`,
    of: (words, label) => `${words}: ${label}`,
  },
}
