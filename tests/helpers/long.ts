/** How often a test repeats its work: the first number in `npm test`, the second in `npm run test:long`. */
export const times = (short: number, long: number): number =>
  process.env['PATCHBAY_LONG'] === undefined ? short : long
