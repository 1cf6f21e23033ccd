/** The oldest version of Node that the command line and the http host run on. */
export const OLDEST_NODE = 22

/** Whether a version of Node, such as "20.1.0", is older than that. */
export const isOldNode = (version: string): boolean => Number.parseInt(version, 10) < OLDEST_NODE
