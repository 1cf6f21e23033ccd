import { describe, expect, test } from 'vitest'
import { isSlowPattern } from '../../../../../src/main/schemas/patterns/regex-safety.ts'
import { computing } from '../../../../helpers/computing.ts'

const SLOW = [
  '^(a+)+$',
  '(a*)*',
  '(x+x+)+y',
  '(a|a)*b',
  '(a|aa)+$',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '([a-zA-Z]+)*',
  '(.*)*x',
  '^(\\w+\\s?)+$',
  '^(\\d+)*$',
  '(a{1,3})*b',
  '(a+){10}',
  '(?=(a+)+$)x',
  '^(?:(?:a|b|ab)*)+c',
  '([a-z0-9]+[-_]?)+$',
  '(\\s*,\\s*|\\s+)*x',
  '(a?b?)*c',
  '((a|b)|(b|c))+$',
  '(.|\\n)*x|(\\s|.)*y',
  '^(\\S+,)*\\S+$',
  '(?:\\u{61}|a)*b',
  '(?<n>é|\\xe9)*!',
  '(?:a{2}|aa)*b',
  '(?:a{2}|a{3})*b',
  '^(a?){30}a{30}$',
  '^(?:a?b?){20}c$',
]

const FAST = [
  '^(a?){3}b$',
  '^(?:\\b){9}a$',
  '^(a?){0,30}$',
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$',
  '^([a-z]+\\.)+[a-z]+$',
  '^(\\d+,)*\\d+$',
  '^(?:(?:25[0-5]|2[0-4]\\d|[01]?\\d\\d?)\\.){3}(?:25[0-5]|2[0-4]\\d|[01]?\\d\\d?)$',
  '^https?://[^\\s/$.?#].[^\\s]*$',
  '^[A-Za-z0-9-.]+\\.[A-Z-a-z0-9-.]+',
  '^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$',
  '^ *([A-Za-z0-9] *){24}$',
  '^(true|false|null)$',
  '.*foo.*bar',
  '^[\\w.+-]+@([\\w-]+\\.)+[\\w-]{2,}$',
  '(beep|boop)*',
  '^(?!.*\\.\\.)[a-z.]+$',
  '^arn:aws:iam::[0-9]{12}:role\\/.*$',
  '^\\p{L}+$',
  '^\\s*(\\w+)\\s*=\\s*(.*)$',
  '^([a-z][a-z0-9]*(-[a-z0-9]+)*)$',
  '^\\{.*\\}$',
  '(?<year>\\d{4})-\\k<year>',
  'a{,3}',
  '(?:)*',
  '^(?:[^\\\\]|\\\\u[0-9a-f]{4})*$',
  '(?:[0-9a-f]{4}-)*[0-9a-f]{4}',
]

describe('patterns', () => {
  test.each(SLOW)('%s is slow', (pattern) => expect(isSlowPattern(pattern)).toBe(true))
  test.each(FAST)('%s is not', (pattern) => expect(isSlowPattern(pattern)).toBe(false))
})

test('what is too large to decide counts as slow, within a bounded time', () => {
  const took = computing(() => {
    expect(isSlowPattern('[a-z]*'.repeat(300))).toBe(true)
    expect(isSlowPattern('('.repeat(3000))).toBe(true)
  })
  expect(took).toBeLessThan(1000)
})
