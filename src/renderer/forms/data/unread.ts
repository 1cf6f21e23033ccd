import { isObject } from '../../../shared/json.ts'

const UNREAD = Symbol('unread')

/** Text in a field for numbers or JSON that stands for no value there. It is shown and never saved. */
export interface Unread {
  readonly [UNREAD]: true
  readonly text: string
  /** What is wrong with it. */
  readonly problem: string
}

export const unread = (text: string, problem: string): Unread => ({ [UNREAD]: true, text, problem })

export const isUnread = (value: unknown): value is Unread => isObject(value) && UNREAD in value

/** The value for main to validate: unread text as it was typed. */
export const asTyped = (value: unknown): unknown => (isUnread(value) ? value.text : value)
