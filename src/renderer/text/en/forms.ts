/** Texts of the forms that a catalog entry's schemas make. */
export const formsText = {
  summary: (count: number) => (count === 1 ? '1 field needs attention' : `${count} fields need attention`),
  wholeForm: 'This form',
  nothing: 'There is nothing to configure.',
  authentication: 'Authentication',
  optional: 'optional',
  optionalSettings: 'Optional settings',
  format: (example: string) => `Format: ${example}`,
  none: 'None',
  choose: 'Choose…',
  empty: '(empty)',
  example: (example: string) => `e.g. ${example}`,
  clearChoice: 'Clear choice',
  options: 'Options',
  option: (number: number) => `Option ${number}`,
  notAvailable: (value: string) => `${value} (not available)`,
  chosen: (count: number) => `${count} chosen`,
  filter: 'Filter…',
  filterNamed: (label: string) => `Filter ${label}`,
  search: 'Type to search',
  showAll: (label: string) => `Show all: ${label}`,
  noMatch: 'Nothing matches',
  addTag: 'Type and press Enter',
  remove: (name: string) => `Remove ${name}`,

  list: {
    add: (name: string) => `Add ${name}`,
    item: 'Item',
    itemInSentence: 'item',
    itemNumber: (number: number) => `Item ${number}`,
    moveUp: (name: string) => `Move ${name} up`,
    moveDown: (name: string) => `Move ${name} down`,
  },

  map: {
    entry: 'entry',
    row: (number: number) => `Entry ${number}`,
    name: 'Name',
    nameOf: (number: number) => `Name of entry ${number}`,
    uniqueName: 'Enter a unique name first.',
  },

  secret: {
    set: 'Set',
    updated: ' · updated ',
    cleared: 'Will be cleared when you save',
    unreadable: 'Cannot be read. Enter it again.',
    undo: 'Undo',
    undoNamed: (label: string) => `Undo: keep ${label}`,
    replace: 'Replace',
    replaceNamed: (label: string) => `Replace ${label}`,
    clear: 'Clear',
    clearNamed: (label: string) => `Clear ${label}`,
    keptAt: (reference: string) => `Kept at ${reference}`,
    refer: 'Use a reference instead…',
    referenceExample: 'op://VAULT/ITEM/FIELD, env:NAME, file:/PATH or cmd:PROGRAM',
    enter: 'Enter the secret instead',
    keep: 'Keep the stored secret',
    cancel: 'Cancel',
    cancelNamed: (label: string) => `, keep the stored ${label}`,
    moved: 'Not set, because the list was rearranged. Enter this secret again.',
    move: (from: string, to: string) => `${from} → ${to}`,
    moves: (count: number) =>
      count === 1
        ? 'The catalog entry has moved the place of one stored secret. Saving moves the secret there:'
        : `The catalog entry has moved the places of ${count} stored secrets. Saving moves the secrets there:`,
    withoutPlace: (count: number) =>
      count === 1
        ? 'One stored secret has no place any more. Saving removes it; enter it where the entry asks for it now:'
        : `${count} stored secrets have no place any more. Saving removes them; enter them where the entry asks for them now:`,
    show: 'Show',
    showNamed: (label: string) => `Show ${label}`,
    hide: 'Hide',
  },

  file: {
    load: 'Load from file…',
    loadInto: (label: string) => ` into ${label}`,
    input: (label: string) => `File for ${label}`,
    tooLarge: 'The file is larger than 1 MiB. Choose a smaller one.',
    notText: 'This is not a text file. Choose another one.',
  },
}
