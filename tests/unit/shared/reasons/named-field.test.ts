import { expect, test } from 'vitest'
import { namedField } from '../../../../src/shared/reasons/named-field.ts'

test.each([
  ['Site URL', 'the site URL'],
  ['API key', 'the API key'],
  ['Client Secret', 'the client secret'],
  ['Site Url', 'the site URL'],
  ['Api Key', 'the API key'],
  ['X handle', 'the X handle'],
  ['WordPress site', 'the WordPress site'],
  ['Google account', 'the Google account'],
  ['Kafka Topic', 'the Kafka topic'],
  ['Name of the Google account', 'the name of the Google account'],
  ['Date and Time', 'the date and time'],
  ['Hosts', 'the hosts'],
  ['Your name', 'your name'],
  ['The person', 'the person'],
  ['A', 'the A'],
  ['Item 2', 'item 2'],
  ['Port (defaults to 443)', 'the port'],
  ['Password:', 'the password'],
  ['  Two \n words  ', 'the two words'],
  ['Enable TLS', '"Enable TLS"'],
  ['Which region?', '"Which region?"'],
  ['Straße', 'the Straße'],
  ['', 'a value'],
  ['?', '"?"'],
  ['x'.repeat(61), 'a value'],
])('%j is named %s', (title, named) => {
  expect(namedField(title)).toBe(named)
})
