import type { JsonObject } from '../json.ts'

/** What the screens need to know of how people sign in to the connectors of an entry. */
export interface SignInPlan {
  /** The fields that the tokens are stored in. */
  accessToken: string
  refreshToken: string | null
  /** The addresses that the app must be registered with; none where any port will do. */
  addresses: string[]
  hasDevice: boolean
}

/** The path of the redirect address where an entry names none. */
export const REDIRECT_PATH = '/callback'

/** The address that a service sends people back to; RFC 8252 has it in digits. */
export const redirectAddress = (path: string, port: number): string => `http://127.0.0.1:${port}${path}`

/** Reads the `oauth` of an entry, which main has checked; null for none, and for what an earlier version stored. */
export function signInPlan({ oauth }: { oauth: JsonObject | null }): SignInPlan | null {
  const { accessToken, refreshToken, ports, path, deviceUrl } = oauth ?? {}
  if (typeof accessToken !== 'string') return null
  return {
    accessToken,
    refreshToken: typeof refreshToken === 'string' ? refreshToken : null,
    addresses: (Array.isArray(ports) ? ports : []).map((port) =>
      redirectAddress(typeof path === 'string' ? path : REDIRECT_PATH, Number(port)),
    ),
    hasDevice: deviceUrl !== undefined,
  }
}
