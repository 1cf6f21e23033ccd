import type { TextPlace } from '../../../shared/json-text.ts'

/** Values in forms: their types, and what is there in place of one. */
export const valuesText = {
  values: {
    /** The ways of a field that takes values of several types. */
    types: {
      string: 'Text',
      number: 'Number',
      integer: 'Whole number',
      boolean: 'Yes or no',
      array: 'List',
      object: 'Group of fields',
    } as Record<string, string>,
    isNull: 'null',
    isUnset: 'not set',
    enter: 'Enter a value',
    leaveOut: 'Leave out',
    setNull: 'Set to null',
    clear: 'Clear',
    others: 'Further entries',
    noNumber: 'Enter a number such as 8080 or 1.5',
    noWholeNumber: 'Enter a whole number such as 8080',
    doubtfulNumber: (whole: string, decimal: string) => `Write ${whole} or ${decimal}: this could be either`,
    groupedNumber: (plain: string) => `Write it without separators: ${plain}`,
    longNumber: 'Use fewer digits: this number would not be kept exactly',
    longNumberAt: ({ line, column }: TextPlace) =>
      `Use fewer digits: the number at line ${line}, column ${column} would not be kept exactly`,
    brokenJson: ({ line, column }: TextPlace) =>
      `This is not valid JSON: see line ${line}, column ${column}. Put text in double quotes`,
    /** A button's words with the field that they are about, for a screen reader. */
    of: (words: string, label: string) => `${words}: ${label}`,
  },
}
