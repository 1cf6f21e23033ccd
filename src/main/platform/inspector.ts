/**
 * Keeps Node from opening its inspector on SIGUSR1, through which any page or account that reaches its port could read the
 * keys. A listener takes the place of Node's own. Packages of the desktop program do this by a fuse.
 */
export const preventInspector = (): void => void process.on('SIGUSR1', () => undefined)
