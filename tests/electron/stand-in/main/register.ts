import { registerHooks } from 'node:module'

/** The modules that only a desktop has, replaced for a program that is otherwise unchanged. */
const REPLACED: Record<string, string> = {
  electron: new URL('./electron.ts', import.meta.url).href,
  keytar: new URL('./keytar.ts', import.meta.url).href,
}

registerHooks({
  resolve: (specifier, context, next) => {
    const url = REPLACED[specifier]
    return url === undefined ? next(specifier, context) : { url, shortCircuit: true }
  },
})
