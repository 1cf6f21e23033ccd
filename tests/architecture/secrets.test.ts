import { expect, test } from 'vitest'
import { projectFiles, type SourceFile } from './source-files.ts'

/** What real secrets look like. The controls are put together at run time, so this file itself holds none. */
const SECRETS: { kind: string; pattern: RegExp; control: string; except?: string }[] = [
  {
    kind: 'private key',
    pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/,
    control: ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' '),
  },
  {
    kind: 'age identity',
    pattern: /AGE-SECRET-KEY-1[0-9A-Z]{20}/,
    control: ['AGE', 'SECRET', 'KEY', `1${'Q'.repeat(58)}`].join('-'),
  },
  { kind: 'AWS key', pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/, control: `AKIA${'Z7'.repeat(8)}` },
  {
    kind: 'GitHub token',
    pattern: /\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_\w{50}/,
    control: `ghp_${'a1'.repeat(18)}`,
  },
  { kind: 'npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b|_authToken\s*=/, control: `npm_${'b2'.repeat(18)}` },
  { kind: 'Slack token', pattern: /\bxox[abprs]-[\w-]{20}/, control: `xoxb-${'1'.repeat(24)}` },
  { kind: 'Google key', pattern: /\bAIza[\w-]{35}/, control: `AIza${'c'.repeat(35)}` },
  { kind: 'Stripe key', pattern: /\b[rs]k_live_[A-Za-z0-9]{16}/, control: `sk_live_${'d'.repeat(24)}` },
  {
    kind: 'JSON web token',
    pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/,
    control: `eyJ${'e'.repeat(12)}.eyJ${'f'.repeat(12)}.${'g'.repeat(24)}`,
  },
  {
    kind: 'secret with a name',
    pattern:
      /\b\w*(?:passw(?:or)?d|secret|token|api_?key)\w*["']?\s*[:=]\s*["']?(?=[\w+/=-]*\d)(?=[\w+/=-]*[a-z])[\w+/=-]{20,}/i,
    control: `client_secret = "${'gH7'.repeat(8)}"`,
    // They hold secrets that open nothing.
    except: 'tests/',
  },
  {
    kind: 'password in an address',
    pattern: /\bhttps?:\/\/[^\s/:@'"`<>$]+:[^\s/:@'"`<>$]{6,}@(?!example\.)/,
    control: ['https://admin', 'hunter22@host.test/'].join(':'),
  },
]

const find = (files: SourceFile[]) =>
  files.flatMap(({ path, text }) =>
    SECRETS.filter(({ pattern, except }) => !(except && path.startsWith(except)) && pattern.test(text)).map(
      ({ kind }) => `${path}: ${kind}`,
    ),
  )

test.for(SECRETS)('a planted $kind is found', ({ kind, control }) => {
  expect(find([{ path: 'planted.txt', text: `before ${control} after` }])).toEqual([`planted.txt: ${kind}`])
})

test('no file of the project holds a secret', () => {
  const files = projectFiles()
  expect(files.map(({ path }) => path)).toContain('package.json')
  expect(find(files)).toEqual([])
})
