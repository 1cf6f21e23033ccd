import type { Language } from '../../../shared/text/languages.ts'

const english = {
  title: (askedBy: string) => `${askedBy} asks you for a secret`,
  encrypted: 'What you type is encrypted on this page. Only the workspace that asks can open it.',
  asks: 'Who asks',
  for: 'For',
  until: 'Until',
  untilDay: (day: string) => `${day}, used once`,
  docs: (entryName: string) => `What ${entryName} says about it:`,
  show: 'Show',
  showNamed: (title: string) => `Show ${title}`,
  submit: 'Encrypt and save',
  submitHint: (file: string, askedBy: string) =>
    `Saves “${file}”. Send that file to ${askedBy} by mail or chat, then delete this page.`,
  missing: 'Fill in every field.',
  failed: 'Nothing was saved, as this browser could not encrypt it. Open the page in a current browser.',
  ended: (day: string, askedBy: string) =>
    `This page ended on ${day}, and an answer is no longer taken. Ask ${askedBy} for a new one.`,
  noScript: 'This page encrypts with a script of its own. Allow scripts for this file, then open it again.',
  done: 'Encrypted',
  doneHint: (file: string, askedBy: string) =>
    `“${file}” is among your downloads. Send it to ${askedBy}, then delete this page.`,
  answerCode: 'Answer code:',
  answerCodeHint: (askedBy: string) => `${askedBy} sees the same code if the file has arrived as you saved it.`,
  again: 'Save it again',
  offline: 'This page sends nothing.',
  offlineHint: 'It has no access to the internet and also works without it.',
  unexpected: 'Did not expect this?',
  unexpectedHint: (askedBy: string) => `Call ${askedBy} on a number that you know and compare the request code:`,
}

const german: typeof english = {
  title: (askedBy) => `${askedBy} fragt Sie nach einem Geheimnis`,
  encrypted: 'Was Sie eingeben, wird auf dieser Seite verschlüsselt. Nur der Workspace, der fragt, kann es öffnen.',
  asks: 'Wer fragt',
  for: 'Für',
  until: 'Bis',
  untilDay: (day) => `${day}, einmal verwendbar`,
  docs: (entryName) => `Was ${entryName} dazu schreibt:`,
  show: 'Anzeigen',
  showNamed: (title) => `${title} anzeigen`,
  submit: 'Verschlüsseln und speichern',
  submitHint: (file, askedBy) =>
    `Speichert „${file}“. Schicken Sie ${askedBy} diese Datei per E-Mail oder Chat, und löschen Sie dann diese Seite.`,
  missing: 'Füllen Sie jedes Feld aus.',
  failed:
    'Es wurde nichts gespeichert, da dieser Browser nicht verschlüsseln konnte. Öffnen Sie die Seite in einem aktuellen Browser.',
  ended: (day, askedBy) =>
    `Diese Seite galt bis ${day}, und eine Antwort wird nicht mehr angenommen. Bitten Sie ${askedBy} um eine neue.`,
  noScript:
    'Diese Seite verschlüsselt mit einem eigenen Skript. Erlauben Sie Skripte für diese Datei, und öffnen Sie sie noch einmal.',
  done: 'Verschlüsselt',
  doneHint: (file, askedBy) =>
    `„${file}“ liegt bei Ihren Downloads. Schicken Sie ${askedBy} die Datei, und löschen Sie dann diese Seite.`,
  answerCode: 'Code der Antwort:',
  answerCodeHint: (askedBy) => `${askedBy} sieht denselben Code, wenn die Datei unverändert angekommen ist.`,
  again: 'Noch einmal speichern',
  offline: 'Diese Seite sendet nichts.',
  offlineHint: 'Sie hat keinen Zugang zum Internet und funktioniert auch ohne.',
  unexpected: 'Kommt das unerwartet?',
  unexpectedHint: (askedBy) =>
    `Rufen Sie ${askedBy} unter einer Nummer an, die Sie kennen, und vergleichen Sie den Code der Anfrage:`,
}

export type PageText = typeof english

/** Every word of the page that somebody who is asked for a secret opens, by language. */
export const pageTexts: Record<Language, typeof english> = { en: english, de: german }
