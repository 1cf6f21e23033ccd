/** Whether a secret whose last day is given has stopped working, by the calendar of the instant (UTC). */
export const isExpired = (lastDay: string | null, now: string): boolean =>
  lastDay !== null && lastDay < now.slice(0, 10)
