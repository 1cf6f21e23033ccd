import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ReferenceProblem } from '../../../src/shared/reasons/references.ts'
import { type SignInReason, signInReasons } from '../../../src/shared/reasons/sign-in-reasons.ts'
import { type TestReason, testReasons } from '../../../src/shared/reasons/test-reasons.ts'

const REQUESTS = '../../unit/main/topics/connection-tests/requests.test.ts'
const RUN = '../../unit/main/topics/connection-tests/run-test.test.ts'
const ANSWER = [RUN, 'an answer with %s has a cause of its own'] as const
const CERTIFICATE = [REQUESTS, 'every fault of a certificate has a cause of its own'] as const
const PROXY = [
  REQUESTS,
  'a proxy carries the request to the host by name, and its refusal has a cause of its own',
] as const
const SECRET = [
  RUN,
  'a missing secret, one that does not open and one that cannot be sent have causes of their own',
] as const
const NETWORK = [
  RUN,
  'a port at which nothing listens, one that hangs and a network without a way have causes of their own',
] as const
const SIGN_IN = 'sign-in-answers.test.ts'
const BACK = [SIGN_IN, 'an answer with %s ends the sign-in'] as const
const ENDS = [
  SIGN_IN,
  'a sign-in ends when it is cancelled, when its time is over, when the key is locked and when another one begins',
] as const
const UNSTORED = [
  SIGN_IN,
  'an address that is none, a secret that does not open and tokens that cannot be stored have causes of their own',
] as const
const REFERENCE = '../../unit/main/secrets/reference.test.ts'

type Proof = readonly [file: string, title: string]

/** The test that proves each cause, by its title and its file as seen from here. */
const TESTS = {
  no_address: [RUN, '%s has a cause of its own'],
  not_https: [REQUESTS, 'http is refused unless the entry allows it, for this computer or for all'],
  private_address: [REQUESTS, 'a host that the entry names may not lead into a private network, as an entered one may'],
  no_secret: SECRET,
  unreadable_secret: SECRET,
  secret_reference: [
    'references.test.ts',
    'a secret by reference is read when it is used, shown by where it is kept, and never stored',
  ],
  unsendable_secret: SECRET,
  sign_in_again: [
    'sign-in.test.ts',
    'a sign-in that the service has revoked is shown in place, and another one mends it',
  ],
  not_renewed: [
    'sign-in.test.ts',
    'a client secret goes in a header as forms encode it, and one that is wrong is named at its field',
  ],
  no_such_host: [RUN, '%s has a cause of its own'],
  no_name_service: NETWORK,
  refused: NETWORK,
  unreachable: NETWORK,
  closed: ANSWER,
  timeout: NETWORK,
  not_http: [RUN, 'what answers and is no web server has a cause of its own'],
  tls_expired: CERTIFICATE,
  tls_not_yet: CERTIFICATE,
  tls_self_signed: CERTIFICATE,
  tls_unknown_issuer: CERTIFICATE,
  tls_wrong_name: CERTIFICATE,
  tls_failed: CERTIFICATE,
  bad_ca_file: CERTIFICATE,
  bad_proxy: PROXY,
  proxy_unreachable: PROXY,
  proxy_refused: PROXY,
  redirect: ['connection-tests.test.ts', '%s has a cause of its own at a WordPress site'],
  many_redirects: [REQUESTS, 'a service that leads in circles is left after a few redirects'],
  unauthorized: ANSWER,
  forbidden: ANSWER,
  not_found: ANSWER,
  rate_limited: [RUN, 'a limit of requests names the wait from %s'],
  server_error: ANSWER,
  other_status: ANSWER,
  web_page: ANSWER,
  not_json: ANSWER,
  large_answer: ANSWER,
  other_service: ANSWER,
  other_account: [RUN, 'a token of another account than the connector names is a failure'],
} satisfies Record<TestReason, Proof>

const SIGN_INS = {
  no_client_id: [SIGN_IN, 'an entry without a sign-in, and a connector without a client ID, say so'],
  no_client_secret: UNSTORED,
  bad_address: UNSTORED,
  no_device_flow: [
    SIGN_IN,
    'a code for another device is shown with the page to enter it on, where the service has one',
  ],
  port_taken: [SIGN_IN, 'the ports of the entry are taken in turn, and one that nobody can have is named'],
  denied: BACK,
  wrong_issuer: BACK,
  bad_metadata: [
    SIGN_IN,
    'nothing is sent on where the token endpoint redirects, and addresses that the service names obey the same rules',
  ],
  bad_answer: [SIGN_IN, 'a service that gives %s for a code has a cause of its own'],
  wrong_client: [
    'sign-in.test.ts',
    'a client secret goes in a header as forms encode it, and one that is wrong is named at its field',
  ],
  wrong_redirect: BACK,
  not_accepted: BACK,
  service_fault: [SIGN_IN, 'a service that gives %s for a code has a cause of its own'],
  late: ENDS,
  not_stored: UNSTORED,
  stopped: ENDS,
} satisfies Record<SignInReason, Proof>

const REFERENCES = {
  unconfirmed: [
    'references.test.ts',
    'a command and a file that a script names over REST are not used before somebody here confirms them',
  ],
  missing: [REFERENCE, 'a variable and a file are read without the line end at their end'],
  no_program: [REFERENCE, '1Password is asked through its program with the reference alone'],
  failed: [REFERENCE, 'a command runs without a shell and without input, and its answer is the secret'],
  slow: [REFERENCE, 'a command that does not answer ends with its time, and with its call'],
  empty: [REFERENCE, 'a command runs without a shell and without input, and its answer is the secret'],
  large: [REFERENCE, 'a variable and a file are read without the line end at their end'],
} satisfies Record<ReferenceProblem, Proof>

/** The source of a test with this title; its rows stand before the title. */
function sourceOf(file: string, title: string): string {
  const parts = readFileSync(join(import.meta.dirname, file), 'utf8').split(/^(?=test\b)/m)
  return parts.find((part) => part.includes(`'${title}', `)) ?? ''
}

test.for([
  ['connection tests', TESTS, testReasons],
  ['sign-ins', SIGN_INS, signInReasons],
  ['references', REFERENCES, REFERENCES],
] as const)('every cause of %s has a test that names it', ([, proofs, reasons]) => {
  expect(Object.keys(proofs).toSorted()).toEqual(Object.keys(reasons).toSorted())
  const unproven = Object.entries<Proof>(proofs).filter(
    ([reason, [file, title]]) => !sourceOf(file, title).includes(`'${reason}'`),
  )
  expect(unproven).toEqual([])
})

test('a cause without its test is noticed', () => {
  expect(sourceOf(RUN, 'no such test')).toBe('')
  expect(sourceOf(...NETWORK)).not.toContain("'tls_expired'")
})
