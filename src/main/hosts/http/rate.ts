/** How many requests each caller may make. */
export interface Rate {
  /** In the long run. */
  perSecond: number
  /** At once, after a pause. */
  burst: number
}

/** Generous for a program that works, and low enough that one in an endless loop leaves the processor to others. */
export const RATE: Rate = { perSecond: 100, burst: 1000 }

/**
 * Counts the requests of callers: each has a bucket that fills with time and of which a request takes one. Answers the
 * seconds after which to ask again; 0 for a request within the rate.
 */
export function createRateLimit({ perSecond, burst }: Rate, now = () => performance.now()) {
  const buckets = new Map<string | object, { left: number; at: number }>()

  /** A full bucket says nothing, so only those of callers who have just asked are kept. */
  const forgetFull = (at: number) => {
    for (const [caller, bucket] of buckets)
      if (bucket.left + ((at - bucket.at) / 1000) * perSecond >= burst) buckets.delete(caller)
  }

  return (caller: object | string): number => {
    const at = now()
    if (!buckets.has(caller)) forgetFull(at)
    const bucket = buckets.get(caller) ?? { left: burst, at }
    const left = Math.min(burst, bucket.left + ((at - bucket.at) / 1000) * perSecond)
    const isWithin = left >= 1
    buckets.set(caller, { left: isWithin ? left - 1 : left, at })
    return isWithin ? 0 : Math.max(1, Math.ceil((1 - left) / perSecond))
  }
}
