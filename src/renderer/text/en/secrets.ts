import type { RestoreState } from '../../../contract/groups/workspace-backups.ts'
import { dayText, number } from '../formats.ts'
import { connectors, days, plural } from './words.ts'

const restoreStates: Record<RestoreState, string> = {
  new: 'New',
  same: 'Unchanged',
  changed: 'Changed',
  conflict: 'Name in use',
  no_entry: 'Catalog entry missing',
}

/** Texts about keys, secrets and the backups of workspaces. */
export const secretsText = {
  key: {
    olderVersions: 'Older versions',
    olderVersionsKept: (count: number) => `${count}, kept while a backup needs ${count === 1 ? 'it' : 'them'}`,
    waysOut: 'What you can do, best option first',
    restoreTitle: 'Restore a backup',
    restoreHint: 'A backup restores the secrets under a key of this computer.',
    startOverTitle: 'Enter the secrets again',
    startOverHint:
      'Discard the current key and create a new one. You then have to enter every secret of this workspace again; ' +
      'everything else stays.',
    startOverConfirm: (name: string) => `Type ${name} to confirm`,
    startOver: 'Discard the key',
    startedOver: 'New key created',
    startOverFailed: 'The key could not be replaced',
    restWorks: 'Everything else works. You can clear a secret now and replace it once a key is open.',
    unreadable: (count: number) =>
      `Secrets of ${connectors(count)} cannot be read and must be entered again. The cards are marked.`,
  },

  lock: {
    title: 'Lock this workspace',
    hint: 'Patchbay forgets the key and everything typed into its windows. Stored secrets stay encrypted.',
    /** What opening a locked workspace takes. */
    opens: {
      person: 'To open it again, you confirm that it is you.',
      passphrase: 'To open it again, you enter its recovery passphrase.',
      click:
        'Anyone who sits here can open it again while the keychain is unlocked. Set a recovery passphrase, and a locked ' +
        'workspace asks for it.',
    },
    submit: 'Lock now',
    failed: 'The workspace was not locked',
    idle: {
      label: 'Lock all workspaces when nobody uses Patchbay',
      hint: 'What you typed and did not save comes back, except secrets.',
      options: { '0': 'Never', '5': 'After 5 minutes', '15': 'After 15 minutes', '60': 'After an hour' },
      failed: 'The time was not changed',
    },
  },

  kit: {
    title: 'Recovery passphrase',
    none: 'None is set. With one, the secrets survive the loss of this computer, and another administrator can join.',
    isSet: 'One is set. It opens this workspace on any computer.',
    add: 'Add…',
    change: 'Change…',
    remove: 'Remove',
    removeTitle: 'Remove the recovery passphrase?',
    removeBody: 'Without it, only the keychain of this computer can open the secrets of this workspace.',
    removed: 'Recovery passphrase removed',
    removeFailed: 'The recovery passphrase was not removed',
    save: 'Set passphrase',
    failed: 'The passphrase was not set',
    saved: 'Recovery passphrase set',
    once: 'Shown only once',
    keep: 'Write it down or print it, and keep it away from this computer.',
    print: 'Print',
    noPrinter:
      'This computer has no printer. Save the page as a PDF, print it on another computer, then delete the file.',
    printFailed: 'The page was not printed',
    savePage: 'Save as PDF…',
    pageSaved: 'Page saved. Delete the file after you print it.',
    pageFailed: 'The page was not saved',
    done: 'I have stored it safely',
    fileName: 'patchbay-recovery-kit.txt',
    sheetTitle: 'Patchbay recovery kit',
    sheetWorkspace: 'Workspace',
    sheetDate: 'Made on',
    sheetPassphrase: 'Recovery passphrase',
    sheetUse:
      'To open the workspace on another computer, start Patchbay there, click the key in the top bar and enter this ' +
      'passphrase. Anyone who has this page and the data can read every secret of the workspace.',
  },

  passphrase: {
    kind: 'Passphrase',
    generated: 'Six random words',
    own: 'My own',
    another: 'New words',
    copy: 'Copy',
    copied: 'Copied',
    save: 'Save…',
    fileName: 'patchbay-passphrase.txt',
    saved: 'Saved. Keep the file away from this computer, and delete it here.',
    saveFailed: 'The file was not saved',
    selected: 'Selected. Press Ctrl+C or ⌘C to copy.',
    asked: (first: number, second: number) => `Words ${first} and ${second}`,
    askedHint: 'Write the words down or copy them, then type these two to show that you have them.',
    notKept: (first: number, second: number) => `Enter words ${first} and ${second} as they are shown`,
    label: 'Passphrase',
    again: 'Repeat the passphrase',
    hint: (least: number) => `At least ${least} characters.`,
  },

  rotate: {
    title: 'Rotate the key',
    hint: 'Patchbay creates a new key and encrypts every secret with it. If interrupted, it continues at the next start.',
    passphrase: 'Recovery passphrase',
    passphraseHint: 'The new key keeps the same one.',
    start: 'Rotate key',
    progress: (done: number, total: number) => `${number(done)} of ${connectors(total)} encrypted with the new key`,
    label: 'Progress of the rotation',
    done: 'Key rotated',
    failed: 'The key was not rotated',
  },

  enterAgain: 'Secret must be entered again',
  enterAgainNamed: (name: string) => `Secret must be entered again: ${name}`,

  expiry: {
    label: 'Secrets expire on',
    hint: 'Optional. The last day on which the secrets work. You get a reminder 14 days and 3 days before.',
    badge: (left: number) =>
      left < 0 ? `Expired ${days(-left)} ago` : left === 0 ? 'Expires today' : `Expires in ${days(left)}`,
    filter: (within: string | null) => within ?? 'Any expiry',
    any: 'Any expiry',
    within: { '-1': 'Expired', '3': 'Expires in 3 days', '14': 'Expires in 14 days', '90': 'Expires in 90 days' },
    notice: (count: number, left: number) =>
      left < 0
        ? `Secrets of ${connectors(count)} have expired`
        : `Secrets of ${connectors(count)} expire within ${days(left)} or have expired`,
    show: 'Show',
    exportWarning: (names: string[]) => `The secrets of these connectors have expired: ${names.join(', ')}`,
  },

  setSecret: {
    open: 'Set a secret…',
    title: 'Set a secret',
    which: 'Which one',
    ofAll: (count: number, total: number) => (count === total ? connectors(count) : `${count} of ${total}`),
    forSelected: (count: number) => `For ${connectors(count)}`,
    newValue: (label: string) => `New ${label.toLowerCase()}`,
    become: (count: number) => `The secrets of ${connectors(count)} become one`,
    becomeHint: (active: number, others: number) => `${active} active, ${others} not. The present values are not kept.`,
    confirmTitle: (label: string, count: number) => `Replace ${label.toLowerCase()} on ${connectors(count)}?`,
    confirmBody: (count: number) =>
      `All ${number(count)} get the same new value. The present values cannot be restored.`,
    confirm: (count: number) => `Replace on ${number(count)}`,
    setOne: (label: string, name: string) => `${label} of ${name} was set`,
    back: 'Back',
    connectors: 'Connectors',
    all: 'All',
    none: 'None',
    submit: (count: number) => `Set on ${connectors(count)}`,
    nothing: 'None of these connectors has a secret.',
    result: 'Result',
    changed: 'New value set',
    unchanged: 'Unchanged',
    failed: 'Nothing was changed',
  },

  proof: {
    title: 'Confirm that it is you',
    hint: 'Patchbay asks because secrets are about to leave it.',
    passphrase: (name: string) => `Recovery passphrase of ${name}`,
    name: (name: string) => `To confirm, type the name of the workspace: ${name}`,
    forAll: (count: number) => `This confirms all ${count} workspaces without a recovery passphrase.`,
  },

  backup: {
    create: 'Back up…',
    restore: 'Restore a backup…',
    createTitle: 'Back up workspaces',
    createHint:
      'The backup is one file with the connectors and their secrets. Nobody can open it without its passphrase.',
    what: 'Workspaces',
    keep: 'Keep the words away from this computer. They are not shown again.',
    only: (name: string) => `Only ${name}`,
    all: 'All workspaces that you own',
    submit: 'Back up',
    failed: 'The backup could not be made',
    stop: 'Stop',
    progress: 'Progress',
    phases: {
      reading: 'Reading the connectors',
      encrypting: 'Encrypting',
      opening: 'Opening the backup',
      comparing: 'Comparing with this Patchbay',
      ended: 'Finishing',
    },
    leavesOut:
      'The backup does not contain the trash, the activity or the members. The person who restores it owns the new workspace.',
    downloaded: 'Backup downloaded',
    done: (count: number) => `${connectors(count)} backed up`,
    unreadable: (count: number) =>
      `${plural(count, 'secret', 'secrets')} could not be read and ${count === 1 ? 'is' : 'are'} not in the backup`,
    references: (count: number) =>
      `${plural(count, 'secret is', 'secrets are')} by reference: the backup names where ${count === 1 ? 'it is kept, without its value' : 'they are kept, without their values'}`,
    restoreTitle: 'Restore a backup',
    file: 'Backup file',
    opens: (name: string) => `Opens ${name}.`,
    open: 'Open',
    openFailed: 'The backup was not opened',
    madeAt: (when: string, program: string) => `Made ${when} by Patchbay ${program}`,
    from: 'Workspace in the backup',
    count: (count: number) => connectors(count),
    into: 'Restore into',
    newWorkspace: 'A new workspace',
    name: 'Name of the new workspace',
    states: restoreStates,
    differs: (what: string[]) => `differs in ${what.join(', ')}`,
    mine: 'Keep current',
    theirs: 'Use backup',
    choiceFor: (name: string) => `What to do with ${name}`,
    allDiffering: 'All that differ',
    more: (count: number) => `${plural(count, 'more connector follows', 'more connectors follow')} the choice for all`,
    showMore: 'Show more',
    confirm: 'Restore',
    restored: (name: string) => `${name} was restored`,
    counts: (added: number, replaced: number, kept: number) => `${added} added, ${replaced} replaced, ${kept} kept`,
    restoreFailed: 'Nothing was restored',
  },
}

/** Texts about asking somebody else for secrets. */
export const requestsText = {
  ask: 'Ask for it…',
  askNamed: (label: string) => `Ask for it: ${label}`,
  /** For a connector that is not added yet. */
  willAsk: 'You ask for it as soon as the connector is added.',
  undo: 'Undo',
  waits: (until: string) => `Waiting for an answer until ${dayText(until)}`,

  title: 'Ask somebody else for a secret',
  forConnector: (name: string) => `for ${name}`,
  way: [
    'You save one page and send it, by mail or chat.',
    'They enter the values. The page encrypts them.',
    'They send you a small file. Only this workspace can open it.',
  ],
  askFor: 'Ask for',
  isSet: 'is set now',
  isNotSet: 'is not set',
  none: 'This connector has nothing that somebody could be asked for.',
  chooseOne: 'Choose at least one',
  askedBy: 'Who asks',
  until: 'Open until',
  untilHint: 'The last day on which an answer is taken.',
  note: 'Note to them',
  noteHint: 'Optional. The page also shows what the catalog entry says of each field.',
  save: 'Save page…',
  preview: 'Preview',
  previewHint: 'They see this page, with a code to compare. Nothing is saved yet.',
  back: 'Back',
  failed: 'No page was saved',
  previewFailed: 'The page cannot be shown',
  doneTitle: 'The page is saved',
  done: 'Send it to the person who knows the values, in a way that you trust.',
  requestCode: 'Request code',
  requestCodeHint: 'It is on the page too. Read it out if they wonder whether the page is from you.',

  open: 'Requests for secrets…',
  listTitle: 'Requests for secrets',
  listHint: 'Who was asked, and what became of it. Closed requests are listed for 90 days.',
  listFailed: 'The requests could not be loaded',
  empty: 'Nobody was asked for a secret.',
  states: { open: 'Waiting', ended: 'Ended', answered: 'Answered', revoked: 'Revoked' },
  facts: (code: string, by: string, until: string) => `${code} · asked by ${by} · until ${dayText(until)}`,
  revoke: 'Revoke',
  revokeNamed: (name: string) => `Revoke the request for ${name}`,
  revoked: (name: string) => `The request for ${name} no longer takes an answer`,
  revokeFailed: 'The request was not revoked',
  openAnswer: 'Open an answer…',
  file: 'Answer file',

  answerTitle: 'Answer to a request',
  reading: 'Opening the answer',
  answerFailed: 'The answer was not opened',
  answerFor: (name: string) => `For ${name}`,
  holds: (count: number) => `It holds ${plural(count, 'value', 'values')}, which stay hidden:`,
  replaces: 'replaces the present value',
  answerCode: 'Answer code',
  answerCodeHint: 'The page has shown the same code if the file arrived as it was saved. Compare it by telephone.',
  unfit: 'The catalog entry does not accept these values. Ask again.',
  take: 'Store the values',
  taken: (name: string) => `The values for ${name} are stored`,
  takeFailed: 'Nothing was stored',
  refuse: 'Refuse',
  refused: (name: string) => `The answer for ${name} was refused, and its request has ended`,
}
