/** What an entry of the history is about: the part of its action before the dot. */
export const ACTIVITY_KINDS = [
  'connector',
  'trash',
  'workspace',
  'member',
  'key',
  'targets',
  'token',
  'activity',
] as const

export type ActivityKind = (typeof ACTIVITY_KINDS)[number]
