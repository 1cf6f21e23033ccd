import type { FieldChange } from '../../../contract/groups/activity.ts'

const hidden: Record<NonNullable<FieldChange['hidden']>, string> = {
  secret_set: 'new secret',
  secret_cleared: 'secret cleared',
  secret_moved: 'secret moved',
  may_be_secret: 'changed, not shown',
  long: 'changed, too long to show',
}

const actions: Record<string, string> = {
  'connector.install': 'Added',
  'connector.update': 'Changed',
  'connector.active': 'Activated',
  'connector.inactive': 'Deactivated',
  'connector.error': 'Marked as failing',
  'connector.remove': 'Deleted',
  'connector.restore': 'Restored',
  'trash.empty': 'Emptied the trash',
  'workspace.create': 'Created the workspace',
  'workspace.rename': 'Renamed the workspace',
  'workspace.colour': 'Changed the colour of the workspace',
  'workspace.backup': 'Backed up the workspace',
  'workspace.restore': 'Restored a backup',
  'key.rotate': 'Rotated the key',
  'key.start_over': 'Started over with a new key',
  'key.passphrase_set': 'Set the recovery passphrase',
  'key.passphrase_removed': 'Removed the recovery passphrase',
  'targets.export': 'Exported the publish targets',
  'activity.export': 'Exported the activity',
}

export const activityText = {
  activity: {
    open: 'Activity…',
    title: 'Activity',
    hint: 'Who did what, the newest first. Secrets are named without their values.',
    list: 'Activity',
    listFailed: 'The activity could not be loaded',
    empty: 'Nothing was done yet',
    more: 'Show more',
    notSigned: 'not signed yet',
    by: (name: string) => `by ${name}`,
    action: (name: string) => actions[name] ?? name,
    hidden,
    nothing: 'none',
    restore: 'Restore this configuration',
    restoreNamed: (name: string) => `Restore this configuration of ${name}`,
    restored: (name: string) => `The configuration of ${name} was restored`,
    restoreFailed: (name: string) => `The configuration of ${name} could not be restored`,
  },
}
