import { plural } from '../../../shared/words.ts'

export const targetsText = {
  targets: {
    export: 'Export',
    title: 'Export publish targets',
    dialogHint: 'A content broadcaster reads the file. It never holds settings or secrets.',
    format: 'Format',
    formats: { json: 'JSON', ndjson: 'NDJSON', csv: 'CSV', yaml: 'YAML' },
    from: 'Targets of',
    allWorkspaces: (count: number) => `All ${count} workspaces`,
    envelope: 'Add the workspace, the time, the number of targets and a checksum',
    save: 'Export',
    goesOut: (count: number) => `${plural(count, 'publish target goes', 'publish targets go')} out`,
    nothing: 'No publish target goes out',
    nothingHint: 'The file will be an empty list, so nothing old goes on being published.',
    warned: (count: number) =>
      count === 1
        ? 'Publishing to 1 of them will fail'
        : `Publishing to ${count.toLocaleString('en')} of them will fail`,
    staysOut: (count: number) => `${plural(count, 'connector stays', 'connectors stay')} out`,
    more: (count: number) => `and ${count.toLocaleString('en')} more`,
    reasons: {
      error: 'has an error',
      inactive: 'is inactive',
      cannot_publish: 'cannot publish',
      expired: 'secret expired',
      unreadable: 'secret cannot be read',
      missing: 'secret is missing',
    },
    exportNamed: (count: number) => `Export ${plural(count, 'publish target', 'publish targets')}`,
    hint: 'Save the active connectors that can publish to a file',
    live: {
      title: 'Files kept up to date',
      hint: 'Written again within a second of each change of this workspace.',
      keep: 'Keep a file…',
      kept: (path: string) => `${path} is kept up to date from now on`,
      notKept: 'The file cannot be kept up to date',
      waiting: 'Not written yet since the program started',
      targets: (count: number) => plural(count, 'target', 'targets'),
      retryNamed: (path: string) => `Write ${path} again`,
      leave: 'Stop',
      leaveNamed: (path: string) => `Stop keeping ${path} up to date`,
      notLeft: (path: string) => `${path} is still kept up to date`,
      failed: (path: string) => `${path} was not written`,
    },
    exported: (count: number) => `${plural(count, 'publish target was', 'publish targets were')} exported`,
    downloaded: (count: number) => `${plural(count, 'publish target was', 'publish targets were')} downloaded`,
    exportSome: 'Export…',
    someDownloaded: 'The publish targets among them were downloaded',
    failed: 'The publish targets could not be exported',
  },
}
