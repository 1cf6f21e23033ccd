import type { Ajv2019 } from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import { fullFormats } from 'ajv-formats/dist/formats.js'

/** An address with the letters of any script as the one that goes over the wire: müller.example as xn--mller-kva.example. */
const wired = (text: string): string => (URL.canParse(text) ? new URL(text).href : text)

const wiredHost = (host: string): string =>
  /^[^\s/:?#@[\]]+$/.test(host) && URL.canParse(`https://${host}`) ? new URL(`https://${host}`).hostname : host

const isForeign = (text: string) => /[^\0-\x7F]/.test(text) && !/\s/.test(text)

/** The formats of JSON Schema. Addresses and hosts may have letters of any script, as people write them. */
export function addAllFormats(ajv: Ajv2019): void {
  addFormats(ajv)
  const before = fullFormats as unknown as Record<string, RegExp | ((text: string) => boolean)>
  const extend = (name: string, toWire: (text: string) => string) => {
    const format = before[name]
    const fits = (text: string) => (typeof format === 'function' ? format(text) : (format?.test(text) ?? true))
    ajv.addFormat(name, (text: string) => fits(text) || (isForeign(text) && fits(toWire(text))))
  }
  extend('uri', wired)
  extend('url', wired)
  extend('hostname', wiredHost)
  extend('email', (text) => text.replace(/[^@]+$/, wiredHost))
}
