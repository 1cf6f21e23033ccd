/** The tags with one of them under another name, once; null takes it away. */
export const withTagRenamed = (tags: readonly string[], from: string, to: string | null): string[] => [
  ...new Set(tags.flatMap((tag) => (tag !== from ? [tag] : to === null ? [] : [to]))),
]
