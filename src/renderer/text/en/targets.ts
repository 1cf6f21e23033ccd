import { plural } from '../../../shared/words.ts'

export const targetsText = {
  targets: {
    export: 'Export',
    exportNamed: (count: number) => `Export ${plural(count, 'publish target', 'publish targets')}`,
    hint: 'Save the active connectors that can publish to a file',
    exported: (count: number) => `${plural(count, 'publish target was', 'publish targets were')} exported`,
    downloaded: (count: number) => `${plural(count, 'publish target was', 'publish targets were')} downloaded`,
    exportSome: 'Export…',
    someDownloaded: 'The publish targets among them were downloaded',
    failed: 'The publish targets could not be exported',
  },
}
