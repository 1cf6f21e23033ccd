import { signInReasons } from '../../../../shared/reasons/sign-in-reasons.ts'
import { testReasons } from '../../../../shared/reasons/test-reasons.ts'
import { moment } from '../../formats.ts'

const sentences: Record<string, unknown> = { ...testReasons, ...signInReasons }

/** Texts about signing in to the service of a connector; part of the dialogs, which are loaded later. */
export const signInText = {
  title: (service: string) => `Sign in with ${service}`,
  dialogTitle: (name: string) => `Sign in for ${name}`,
  body: 'Your browser opens. You choose the account there, and Patchbay receives the tokens.',
  start: 'Sign in',
  again: 'Sign in again',
  onDevice: 'Use a code on another device',
  register: 'First add this redirect address to your app at the service:',
  copyAddress: 'Copy the redirect address',
  waiting: 'Waiting for you in the browser',
  waitingBody: 'Sign in on the page that has opened. Patchbay goes on as soon as you have.',
  openPage: 'Open the page',
  code: 'Enter this code there:',
  copyCode: 'Copy the code',
  cancel: 'Cancel the sign-in',
  done: (account: string | null) => (account === null ? 'Signed in' : `Signed in as ${account}`),
  renewed: 'Patchbay renews the access before it ends.',
  until: (instant: string) => `The access ends ${moment(instant)}.`,
  onSave: 'The tokens are stored when you save.',
  failed: 'Not signed in',
  goTo: (label: string) => `Go to ${label}`,
  noApp: (service: string) => `No app registered with ${service}?`,
  paste: 'Paste a token instead',
  /** Why a sign-in failed. */
  reason: (reason: string, values: Record<string, unknown>): string =>
    `${(sentences[reason] as (input: unknown) => string)(values)}.`,
}
