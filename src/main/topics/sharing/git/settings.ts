import { devNull } from 'node:os'

/**
 * Settings for every call, which override all files: an allow list of transports, nothing that starts another program, and
 * objects checked as they arrive.
 */
const SETTINGS = Object.entries({
  'core.hooksPath': devNull,
  'core.fsmonitor': 'false',
  'core.attributesFile': devNull,
  'core.alternateRefsCommand': 'true',
  'protocol.allow': 'never',
  'protocol.https.allow': 'always',
  'protocol.ssh.allow': 'always',
  'protocol.file.allow': 'always',
  'submodule.recurse': 'false',
  'fetch.recurseSubmodules': 'false',
  'push.recurseSubmodules': 'no',
  'push.gpgSign': 'false',
  'transfer.fsckObjects': 'true',
  'fetch.unpackLimit': '1',
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'log.showSignature': 'false',
  'http.lowSpeedLimit': '500',
  'http.lowSpeedTime': '30',
}).map(([name, value]) => `${name}=${value}`)

/** The settings as arguments of git. */
export const SETTING_ARGS: readonly string[] = SETTINGS.flatMap((setting) => ['-c', setting])

/**
 * The program that serves a folder. A folder is served on this computer with its own settings, as the documentation of git
 * describes for local transport, so ours are named for that end, too.
 */
export const servedBy = (service: 'upload-pack' | 'receive-pack'): string =>
  ['git', ...SETTINGS.map((setting) => `-c '${setting}'`), service].join(' ')

/** Variables by which a person says how to reach a network; every other one of git's could redirect a call. */
const KEPT = /^GIT_(?:SSH|ASKPASS|SSL|HTTP)/

/** The environment of a call. The person's own settings, as their credential helper, count only where a network is asked. */
export function gitEnvironment(isNetwork: boolean): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') || KEPT.test(name))
  return {
    ...Object.fromEntries(kept),
    ...(!isNetwork && { GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1' }),
    // Nobody sits at a terminal.
    ...{ GIT_TERMINAL_PROMPT: '0', GIT_NO_REPLACE_OBJECTS: '1', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' },
  }
}
