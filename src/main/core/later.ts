/** Whether each stand-in has its object. */
const states = new WeakMap<WeakKey, () => boolean>()

/**
 * An object that is made when something of it is first used. Its methods do not use `this`, like all methods of
 * the program, and may be taken out of it. Making what nobody asks for took most of the time of a command.
 */
export function later<T extends object>(make: () => T): T {
  let own: T | null = null
  const now = () => (own ??= make())
  const stand = new Proxy({} as T, {
    get: (_, name) => Reflect.get(now(), name) as unknown,
    has: (_, name) => Reflect.has(now(), name),
    ownKeys: () => Reflect.ownKeys(now()),
    // What is no property of the stand-in itself may only be called configurable.
    getOwnPropertyDescriptor: (_, name) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(now(), name)
      return descriptor && { ...descriptor, configurable: true }
    },
  })
  states.set(stand, () => own !== null)
  return stand
}

/** Whether an object that is made later was made, so there is something to close. */
export const isMade = (stand: object): boolean => states.get(stand)?.() ?? true

/** Makes what would be made later. */
export const makeNow = (stand: object): void => void Reflect.ownKeys(stand)
