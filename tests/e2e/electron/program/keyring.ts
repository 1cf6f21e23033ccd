import { hasSecretService, startKeyringSession } from '../../../keychain/keyring-session.ts'

export interface DesktopSession {
  /** The environment of programs in this session. */
  env: NodeJS.ProcessEnv
  end(): Promise<void>
}

/** The session on systems that need no keyring of the tests' own. */
export const NO_SESSION: DesktopSession = { env: {}, end: async () => undefined }

/** On Linux a session with an unlocked keyring and a home of its own; elsewhere the person's own session. */
export async function startDesktopSession(): Promise<DesktopSession> {
  if (process.platform !== 'linux' || !hasSecretService) return NO_SESSION
  const session = await startKeyringSession()
  await session.startKeyring('unlocked')
  return session
}
