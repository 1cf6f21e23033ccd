/** Every word of the page that somebody who is asked for a secret opens. */
export const pageText = {
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
