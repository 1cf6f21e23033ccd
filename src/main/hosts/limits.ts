/** The largest message that a host takes, in bytes. */
export const MAX_MESSAGE = 1024 * 1024
