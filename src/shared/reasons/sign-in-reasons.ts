import { plural } from '../words.ts'

interface Service {
  service: string
}

/**
 * Every reason for which a sign-in fails, with its English sentence, which names the way out. A failed sign-in is an answer
 * and no error. What the network does to one has the reasons of connection tests.
 */
export const signInReasons = {
  no_client_id: () => 'Enter the client ID of the app that is registered with the service',
  no_client_secret: () => 'Enter the client secret again: what is stored cannot be read',
  bad_address: () => 'Enter the address of the service: nobody can sign in at this one',
  no_device_flow: ({ service }: Service) => `${service} offers no sign-in with a code. Sign in with the browser`,
  port_taken: ({ port }: { port: number }) =>
    `Another program uses port ${port}, to which the service sends people back. End that program, and try again`,
  denied: ({ service }: Service) => `${service} was not allowed to give access. Sign in again, and allow it`,
  wrong_issuer: ({ service }: Service) =>
    `The answer came from another service than ${service}, so nothing was sent. Sign in again`,
  bad_metadata: ({ service }: Service) =>
    `What ${service} says about signing in cannot be used. Check the address, or ask its administrator`,
  bad_answer: ({ service }: Service) => `${service} answered with something that is no token. Try again later`,
  wrong_client: ({ service }: Service) =>
    `${service} does not accept the client ID and client secret. Check them in the settings of the app there`,
  wrong_redirect: ({ service }: Service) =>
    `${service} does not accept the redirect address or what is asked for. Check the settings of the app there`,
  not_accepted: ({ service }: Service) => `${service} no longer accepts this sign-in. Sign in again`,
  service_fault: ({ service, error }: Service & { error: string }) =>
    `${service} answered with an error (${error}). Try again later`,
  late: ({ minutes }: { minutes: number }) =>
    `Nobody signed in within ${plural(minutes, 'minute', 'minutes')}. Sign in again`,
  /** `failure` is the reason of the error, whose own values stand beside it, and `why` its English sentence. */
  not_stored: ({ why }: { why: string; failure: string }) =>
    `The tokens could not be stored: ${why}. Mend that, and sign in again`,
  stopped: () => 'The sign-in was ended by a lock or by another one. Sign in again',
}

export type SignInReason = keyof typeof signInReasons

/** Why a sign-in failed: a stable reason with the values that its sentence needs. */
export interface SignInCause {
  reason: SignInReason
  values: Record<string, string | number | string[]>
}

/** The cause for a reason and its values. */
export const signInCause = <R extends SignInReason>(
  reason: R,
  ...[values]: Parameters<(typeof signInReasons)[R]>
): SignInCause => ({ reason, values: { ...values } })
