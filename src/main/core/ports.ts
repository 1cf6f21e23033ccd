/** What the program takes from outside, so a test can pass its own. The keychain port is in secrets/. */

/** The current instant. */
export type Clock = () => Date

/** An account of the operating system, or a person. */
export interface Identity {
  id: string
  name: string
}
