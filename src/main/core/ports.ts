/** What the program takes from outside, so a test can pass its own. The keychain port is in secrets/. */

/** The current instant. */
export type Clock = () => Date

/** The account of the operating system that works with the program. */
export interface Identity {
  id: string
  name: string
}
