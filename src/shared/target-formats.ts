/** What a file of publish targets may be. */
export const TARGET_FORMATS = ['json', 'ndjson', 'csv', 'yaml'] as const

export type TargetFormat = (typeof TARGET_FORMATS)[number]
