import type { Log } from '../../src/main/platform/log.ts'

/** A log that hands on the errors which nobody expected, with the procedure that met them, and forgets all else. */
export const errorLog = (onError: (error: unknown, procedure: string) => void): Log => ({
  write: (event, { error, procedure = '' } = {}) => {
    if (event === 'call.failed') onError(error, procedure)
  },
  close: () => undefined,
})
