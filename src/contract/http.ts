/**
 * The header with the second half of a session over http. Cookies go to every port of a computer and to every tab; this
 * half is known to the page that signed in, and to no other.
 */
export const SESSION_HEADER = 'X-Patchbay-Session'

/** What signing in with a one-time token answers, beside the cookie. */
export interface SignedIn {
  /** The value of the header. */
  session: string
}
