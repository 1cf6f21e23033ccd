import { type CaProblem, caProblems } from '../services/ca-problems.ts'
import { referenceProblem } from './references.ts'
import { plural } from '../words.ts'

interface Host {
  host: string
}
interface Address {
  address: string
}
interface Status extends Host {
  status: number
}

const list = (words: readonly string[]) => new Intl.ListFormat('en', { type: 'conjunction' }).format(words)

const wait = (seconds: number) =>
  seconds >= 120
    ? plural(Math.ceil(seconds / 60), 'minute', 'minutes')
    : plural(Math.max(1, Math.ceil(seconds)), 'second', 'seconds')

/**
 * Every reason for which a connection test fails, with its English sentence, which names the way out. A failed test is an
 * answer and no error. An entry may have a sentence of its own for what its service answers.
 */
export const testReasons = {
  no_address: () => 'Enter the address of the service: the test cannot make one of this',
  not_https: ({ host }: Host) =>
    `Begin the address of ${host} with https://, so nobody on the way can read the secrets`,
  private_address: ({ host }: Host) =>
    `${host} leads into a private network. Only an address that is entered in the connector may do that`,
  no_secret: () => 'Enter this secret: the test needs it',
  unreadable_secret: () => 'Enter this secret again: what is stored cannot be read',
  secret_reference: referenceProblem,
  unsendable_secret: () => 'Enter this secret again: it has characters that a request cannot hold',

  sign_in_again: ({ service }: { service: string }) => `${service} no longer accepts the last sign-in. Sign in again`,
  not_renewed: ({ service }: { service: string }) =>
    `${service} gave no new access token. Check the client ID and client secret, or sign in again`,

  no_such_host: ({ host }: Host) => `There is no host named ${host}. Check the address`,
  no_name_service: ({ host }: Host) =>
    `The name ${host} could not be looked up. Check that this computer is online, and try again`,
  refused: ({ host }: Host) =>
    `Nothing answers at ${host}. Check the address and its port, or whether the service runs`,
  unreachable: ({ host }: Host) => `No way leads to ${host} from here. Check the network, or a VPN that it may need`,
  closed: ({ host }: Host) => `${host} closed the connection without an answer. Try again, or check the port`,
  timeout: ({ host, seconds }: Host & { seconds: number }) =>
    `${host} did not answer ${seconds > 0 ? `within ${plural(seconds, 'second', 'seconds')}` : 'in time'}. Try again later`,
  not_http: ({ host }: Host) => `What answers at ${host} is no web server. Check the address and its port`,

  tls_expired: ({ host }: Host) => `The certificate of ${host} has expired. Its administrator has to renew it`,
  tls_not_yet: ({ host }: Host) =>
    `The certificate of ${host} is not valid yet. Check the clock of this computer, or ask its administrator`,
  tls_self_signed: ({ host }: Host) =>
    `${host} signs its certificate itself. If it is yours, choose a file with that certificate under Network`,
  tls_unknown_issuer: ({ host }: Host) =>
    `The certificate of ${host} comes from an issuer that is not known here. If it is yours, choose a file with the issuer's certificate under Network`,
  tls_wrong_name: ({ host, names }: Host & { names: string[] }) =>
    `The certificate of ${host} is for ${names.length === 0 ? 'another name' : list(names)}. Check the address`,
  tls_failed: ({ host }: Host) => `No secure connection to ${host} could be made. Check that its port speaks https`,
  bad_ca_file: ({ file, problem }: { file: string; problem: CaProblem }) =>
    `The file of further certificates ${file} ${caProblems[problem]}. Choose another one under Network, or remove it there`,
  bad_proxy: ({ proxy }: { proxy: string }) =>
    `The proxy ${proxy} is no HTTP proxy, and Patchbay uses no other. Set one as http://HOST:PORT under Network`,
  proxy_unreachable: ({ proxy }: { proxy: string }) => `The proxy ${proxy} does not answer. Check it under Network`,
  proxy_refused: ({ proxy, status }: { proxy: string; status: number }) =>
    status === 407
      ? `The proxy ${proxy} asks for a user and a password. Start Patchbay with them in PATCHBAY_PROXY, before an @ in the address`
      : `The proxy ${proxy} does not connect to this host (status ${status}). Ask its administrator`,

  redirect: ({ host, address }: Host & Address) =>
    `${host} leads on to ${address}, where no secrets are sent. Enter that address if it is the service`,
  many_redirects: ({ host }: Host) => `${host} leads in circles. Check the address`,
  unauthorized: ({ host }: Host) => `${host} does not accept the secrets. Check them, or enter new ones`,
  forbidden: ({ host }: Host) => `${host} knows the secrets, but does not allow this. Check what they may do there`,
  not_found: ({ host }: Host) => `The service was not there at ${host}. Check the address`,
  rate_limited: ({ host, seconds }: Host & { seconds: number }) =>
    `${host} takes no more requests for now. Try again ${seconds > 0 ? `in ${wait(seconds)}` : 'later'}`,
  server_error: ({ host, status }: Status) => `${host} has a fault of its own (status ${status}). Try again later`,
  other_status: ({ host, status }: Status) => `${host} gave an answer that the test does not know (status ${status})`,
  web_page: ({ host }: Host) =>
    `${host} answers with a web page, as servers do that send every unknown address to their front page. Check the address, or whether the API is switched off there`,
  not_json: ({ host }: Host) => `${host} answers with something else than JSON. Check the address`,
  large_answer: ({ host }: Host) => `${host} answers with more than a test takes. Check the address`,
  other_service: ({ host }: Host) => `Another service answers at ${host}: it names no account. Check the address`,
  other_account: ({ name, expected }: { name: string; expected: string }) =>
    `The secrets belong to ${name}, not to ${expected}. Enter those of ${expected}, or correct the name`,
}

export type TestReason = keyof typeof testReasons

/** A sentence for every reason, in one language. */
export type TestSentences = typeof testReasons

/** Why a test failed: a stable reason with the values that its sentence needs. */
export interface TestCause {
  reason: TestReason
  values: Record<string, string | number | string[]>
}

/** The cause for a reason and its values. */
export const testCause = <R extends TestReason>(
  reason: R,
  ...[values]: Parameters<(typeof testReasons)[R]>
): TestCause => ({ reason, values: { ...values } })

/** The English sentence of a cause. */
export const testSentence = ({ reason, values }: TestCause): string =>
  (testReasons[reason] as (input: unknown) => string)(values)

/** Whether a reason is in this list; one that a newer program stored may not be. */
export const isTestReason = (reason: string): reason is TestReason => Object.hasOwn(testReasons, reason)

/** What the words of a failed test are made of. */
export interface FailedTest {
  reason: string | null
  values: TestCause['values']
  message: string | null
}

/** The function that words failed tests in one language, from its sentences for every reason. */
export const createTestWording =
  (sentences: TestSentences) =>
  ({ reason, values, message }: FailedTest): string => {
    if (reason === null || !isTestReason(reason)) return message ?? ''
    // An entry knows its service better than the program, and has its sentences in one language.
    const isOfEntry = message !== null && message !== testSentence({ reason, values })
    return isOfEntry ? message : (sentences[reason] as (input: unknown) => string)(values)
  }

/** Failures that are about this moment or the network here, and not about the connector. */
const PASSING: ReadonlySet<TestReason> = new Set([
  'no_name_service',
  'unreachable',
  'timeout',
  'bad_ca_file',
  'bad_proxy',
  'proxy_unreachable',
  'proxy_refused',
  'rate_limited',
  'server_error',
])

/** Whether a failure is a reason to mark the connector as failing. */
export const isLasting = (reason: TestReason): boolean => !PASSING.has(reason)
