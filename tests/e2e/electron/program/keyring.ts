import { hasSecretService, startKeyringSession } from '../../../keychain/keyring-session.ts'
import { startScreen } from './screen.ts'

export interface DesktopSession {
  /** The environment of programs in this session. */
  env: NodeJS.ProcessEnv
  end(): Promise<void>
}

/** The session on systems that need no keyring of the tests' own. */
export const NO_SESSION: DesktopSession = { env: {}, end: async () => undefined }

/** On Linux a session with a screen, an unlocked keyring and a home of its own; elsewhere the person's own session. */
export async function startDesktopSession(): Promise<DesktopSession> {
  const screen = await startScreen()
  if (process.platform !== 'linux' || !hasSecretService) return { env: {}, end: screen.end }
  const session = await startKeyringSession()
  await session.startKeyring('unlocked')
  const end = async () => {
    await session.end()
    await screen.end()
  }
  return { env: session.env, end }
}
