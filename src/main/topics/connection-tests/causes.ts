import { type TestCause, testCause } from '../../../shared/reasons/test-reasons.ts'

const TLS_CODE = /^(?:CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO|HOSTNAME_MISMATCH|INVALID_CA)/

/** The cause behind an error that Node throws while it connects to a host or reads an answer. */
export function causeOf(error: unknown, host: string): TestCause {
  const { code = '', cert } = error as { code?: string; cert?: { subjectaltname?: string } }
  switch (code) {
    case 'ENOTFOUND':
    case 'ENODATA':
      return testCause('no_such_host', { host })
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
    case 'ESERVFAIL':
      return testCause('no_name_service', { host })
    case 'ECONNREFUSED':
      return testCause('refused', { host })
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
      return testCause('unreachable', { host })
    case 'ETIMEDOUT':
      return testCause('timeout', { host, seconds: 0 })
    case 'CERT_HAS_EXPIRED':
      return testCause('tls_expired', { host })
    case 'CERT_NOT_YET_VALID':
      return testCause('tls_not_yet', { host })
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return testCause('tls_self_signed', { host })
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return testCause('tls_unknown_issuer', { host })
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return testCause('tls_wrong_name', { host, names: namesIn(cert?.subjectaltname ?? '') })
    case 'ERR_INVALID_CHAR':
      return testCause('unsendable_secret')
    default:
      if (TLS_CODE.test(code)) return testCause('tls_failed', { host })
      if (code.startsWith('HPE_')) return testCause('not_http', { host })
      return testCause('closed', { host })
  }
}

const MAX_NAMES = 3

/** The first host names of a certificate. */
const namesIn = (names: string): string[] =>
  names
    .split(', ')
    .filter((name) => name.startsWith('DNS:'))
    .map((name) => name.slice('DNS:'.length))
    .slice(0, MAX_NAMES)
