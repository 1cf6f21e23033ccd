/** The environment variable that names the directory of bundled children; they run from their sources without it. */
export const BUNDLE_VARIABLE = 'PATCHBAY_FAULTS_BUNDLE'
