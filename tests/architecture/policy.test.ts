import { expect, test } from 'vitest'
import { contentSecurityPolicy } from '../../src/main/hosts/security-headers.ts'

type Directives = Map<string, string[]>

const parse = (policy: string): Directives =>
  new Map(
    policy
      .split(';')
      .map((part) => part.trim().split(/\s+/))
      .map(([name = '', ...values]) => [name, values]),
  )

const MUST_BE_NONE = ['default-src', 'object-src', 'base-uri', 'form-action', 'frame-ancestors', 'trusted-types']
const FETCHING = ['script-src', 'style-src', 'img-src', 'font-src', 'connect-src']
const HARMLESS = new Set(["'none'", "'self'"])

/** What weakens a policy, in words; an empty list is a strict one. */
function weaknesses(policy: string): string[] {
  const directives = parse(policy)
  const problems = MUST_BE_NONE.filter((name) => directives.get(name)?.join(' ') !== "'none'").map(
    (name) => `${name} is not 'none'`,
  )
  if (directives.get('require-trusted-types-for')?.join(' ') !== "'script'")
    problems.push('scripts need no trusted type')
  for (const [name, values] of directives) {
    if ([...MUST_BE_NONE, 'require-trusted-types-for'].includes(name)) continue
    if (!FETCHING.includes(name)) problems.push(`${name} is not expected`)
    if (values.length === 0) problems.push(`${name} is empty`)
    for (const value of values)
      if (!HARMLESS.has(value) && !(name === 'img-src' && value === 'data:')) problems.push(`${name} allows ${value}`)
  }
  return problems
}

test.for(["'none'", "'self'"] as const)('the policy with connections to %s has no weakness', (connect) => {
  const policy = contentSecurityPolicy(connect)
  expect(weaknesses(policy)).toEqual([])
  expect(parse(policy).get('connect-src')).toEqual([connect])
})

test.for([
  ["script-src 'self'", "script-src 'self' 'unsafe-inline'"],
  ["script-src 'self'", "script-src 'self' 'unsafe-eval'"],
  ["script-src 'self'", "script-src 'self' data:"],
  ["script-src 'self'", "script-src 'self' https://cdn.example"],
  ["script-src 'self'", "script-src 'self' 'nonce-abc' 'strict-dynamic'"],
  ["script-src 'self'", 'script-src *'],
  ["style-src 'self'", "style-src 'unsafe-inline'"],
  ["img-src 'self' data:", "img-src 'self' https:"],
  ["default-src 'none'", "default-src 'self'"],
  ["; object-src 'none'", ''],
  ["; base-uri 'none'", ''],
  ["; frame-ancestors 'none'", ''],
  ["; require-trusted-types-for 'script'", ''],
  ["trusted-types 'none'", 'trusted-types default'],
  ["connect-src 'none'", 'connect-src ws:'],
  ["connect-src 'none'", "connect-src 'none'; frame-src https://example.com"],
])('a policy with %s changed into %s is found weak', ([good = '', bad = '']) => {
  const policy = contentSecurityPolicy("'none'")
  expect(policy).toContain(good)
  expect(weaknesses(policy.replace(good, bad))).not.toEqual([])
})
