/** Milliseconds on a clock that nobody sets. `performance` has one, too, which a short command would have to load. */
export const steadyTime = (): number => process.uptime() * 1000
