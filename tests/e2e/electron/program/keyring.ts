import { hasSecretService, startKeyringSession } from '../../../keychain/keyring-session.ts'

export interface DesktopSession {
  /** What a program in this session has in its environment. */
  env: NodeJS.ProcessEnv
  end(): Promise<void>
}

/** Where nothing is started that needs a session. */
export const NO_SESSION: DesktopSession = { env: {}, end: async () => undefined }

/** On Linux a session with an unlocked keyring and a home of its own; elsewhere the session of the person at the computer. */
export async function startDesktopSession(): Promise<DesktopSession> {
  if (process.platform !== 'linux' || !hasSecretService) return NO_SESSION
  const session = await startKeyringSession()
  await session.startKeyring('unlocked')
  return session
}
