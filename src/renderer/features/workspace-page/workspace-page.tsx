import {
  IconArchive,
  IconKey,
  IconLock,
  IconLockOpen,
  IconPencil,
  IconPin,
  IconPinFilled,
  IconReplace,
  IconShieldCheck,
  IconShieldOff,
  IconTrash,
} from '@tabler/icons-react'
import { useCallback } from 'react'
import { useStore } from 'zustand'
import type { Activity } from '../../../contract/groups/activity.ts'
import type { Workspace } from '../../../contract/groups/workspaces.ts'
import { mayChange, useReadOnlyReason, useStores, useWorkspace } from '../../stores/context.ts'
import { useReading } from '../../stores/lists/use-reading.ts'
import { dayText, number } from '../../text/formats.ts'
import { secretsText } from '../../text/secrets.ts'
import { text } from '../../text/text.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { CardSection } from '../../ui/card-section.tsx'
import { Instant } from '../../ui/instant.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { WorkspaceLetter } from '../../ui/workspace-name.tsx'
import { AsCode } from './as-code.tsx'
import { EndOfWork } from './end-of-work.tsx'
import { ProgramTokens } from './program-tokens.tsx'
import { Sharing } from './sharing.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { TestSchedule } from './test-schedule.tsx'

const words = text.workspacePage

/** How many people and entries of the activity the page names. */
const MOST = 5

/** Everything about a workspace that is no connector: its people, activity, key, backups and trash. */
export function WorkspacePage() {
  const workspace = useWorkspace()
  const readOnly = useReadOnlyReason(workspace)
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4 lg:p-5">
      <Head workspace={workspace} />
      {readOnly !== null && <Notice kind="lock">{readOnly}</Notice>}
      <div className="grid gap-3 lg:grid-cols-2 lg:items-start">
        <div className="grid min-w-0 gap-3">
          <People workspace={workspace} />
          <Sharing workspace={workspace} />
          {mayChange(workspace) && <TestSchedule workspace={workspace} />}
          <RecentActivity workspaceId={workspace.id} />
        </div>
        <div className="grid min-w-0 gap-3">
          {mayChange(workspace) && <Key workspace={workspace} />}
          <BackupAndTrash workspace={workspace} />
          {workspace.role === 'owner' && <EndOfWork workspace={workspace} />}
        </div>
      </div>
    </div>
  )
}

interface PartProps {
  workspace: Workspace
}

function Head({ workspace }: PartProps) {
  const { switcher, view } = useStores()
  const isPinned = useStore(switcher.store, ({ pinned }) => pinned.includes(workspace.id))
  const { id: workspaceId, name, connectorCount, createdAt, role } = workspace
  const pin = isPinned ? text.workspaces.unpin(name) : text.workspaces.pin(name)
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <WorkspaceLetter workspace={workspace} />
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2">
          <span className="text-xl font-semibold wrap-anywhere">{name}</span>
          <Badge>{text.people.roles[role]}</Badge>
          {workspace.isProduction && <Badge tone="accent">{text.workspaces.production}</Badge>}
          {workspace.archivedAt !== null && <Badge>{text.workspaces.inArchive}</Badge>}
        </p>
        <p className="text-sm text-text-muted">{words.facts(connectorCount, createdAt)}</p>
      </div>
      <Button
        variant="quiet"
        aria-label={pin}
        title={pin}
        icon={isPinned ? <IconPinFilled size={16} aria-hidden /> : <IconPin size={16} aria-hidden />}
        onClick={() => switcher.togglePin(workspaceId)}
      />
      {mayChange(workspace) && (
        <>
          <Button
            icon={<IconReplace size={16} aria-hidden />}
            onClick={() => view.open({ kind: 'set-secret', workspaceId })}
          >
            {secretsText.setSecret.open}
          </Button>
          <Button
            icon={<IconPencil size={16} aria-hidden />}
            onClick={() => view.open({ kind: 'edit-workspace', workspaceId })}
          >
            {text.workspaces.edit}
          </Button>
        </>
      )}
    </header>
  )
}

function People({ workspace }: PartProps) {
  const { api, view } = useStores()
  const { id: workspaceId } = workspace
  const read = useCallback(() => api.members.list({ workspaceId }), [api, workspaceId])
  const { value: list, error, refresh } = useReading(workspaceId, read)
  return (
    <CardSection
      title={text.people.title}
      {...(list && { count: number(list.length) })}
      actions={
        <>
          <Button size="s" variant="quiet" onClick={() => view.open({ kind: 'members', workspaceId })}>
            {text.people.open}
          </Button>
          {workspace.role === 'owner' && (
            <Button size="s" onClick={() => view.open({ kind: 'invite', workspaceId })}>
              {text.invite.open}
            </Button>
          )}
        </>
      }
    >
      <Rows label={text.people.list} error={error} isLoading={!list} onRetry={() => void refresh()}>
        {list?.slice(0, MOST).map(({ personId, name, role, since, isYou }) => (
          <Row
            key={personId}
            title={
              <>
                {name} {isYou && <span className="font-normal text-text-muted">({text.people.you})</span>}
              </>
            }
            hint={
              <>
                {text.people.since} {dayText(since)}
              </>
            }
          >
            <span className="pe-2 text-sm text-text-muted">{text.people.roles[role]}</span>
          </Row>
        ))}
      </Rows>
    </CardSection>
  )
}

function RecentActivity({ workspaceId }: { workspaceId: string }) {
  const { api, view } = useStores()
  const read = useCallback(() => api.activity.list({ workspaceId, limit: MOST }), [api, workspaceId])
  const { value: page, error, refresh } = useReading(workspaceId, read)
  return (
    <CardSection
      title={text.activity.tab}
      actions={
        <Button size="s" variant="quiet" onClick={() => view.showTab('activity')}>
          {words.showAll}
        </Button>
      }
    >
      <Rows label={text.activity.list} error={error} isLoading={!page} onRetry={() => void refresh()}>
        {page?.items.map((entry) => (
          <Row
            key={entry.id}
            title={
              <>
                <bdi>{entry.person.name}</bdi> <span className="font-normal">{sentenceOf(entry)}</span>
              </>
            }
            hint={<Instant at={entry.at} />}
          />
        ))}
      </Rows>
    </CardSection>
  )
}

function sentenceOf(entry: Activity): string {
  const { verb, subject, rest } = text.activity.sentence(entry)
  return [verb, subject, rest].filter(Boolean).join(' ')
}

function Key({ workspace }: PartProps) {
  const { lock, session, view } = useStores()
  const { id: workspaceId } = workspace
  const key = useStore(session.store, ({ keys }) => keys[workspaceId])
  const open = () => view.open({ kind: 'key', workspaceId })
  const hasKit = key?.slots.includes('passphrase') ?? false
  return (
    <CardSection title={words.key}>
      <Rows label={words.key} error={null} isLoading={!key} onRetry={() => undefined}>
        {key && (
          <>
            <Row
              icon={key.isUsable ? IconLockOpen : IconLock}
              title={text.keys.wordsOf(key).title}
              hint={text.keys.wordsOf(key).body}
            >
              {key.isUsable ? (
                <Button size="s" onClick={() => void lock(workspaceId)}>
                  {secretsText.lock.submit}
                </Button>
              ) : (
                <Button size="s" onClick={open}>
                  {words.unlock}
                </Button>
              )}
            </Row>
            <Row
              icon={hasKit ? IconShieldCheck : IconShieldOff}
              title={hasKit ? words.kit : words.noKit}
              hint={hasKit ? words.kitHint : words.noKitHint}
            >
              {workspace.role === 'owner' && (
                <Button size="s" onClick={() => view.open({ kind: 'key', workspaceId, isForKit: true })}>
                  {words.openKit}
                </Button>
              )}
            </Row>
            <Row icon={IconKey} title={words.protectedBy(key)} hint={words.rotateHint}>
              <Button size="s" variant="quiet" onClick={open}>
                {words.openKey}
              </Button>
            </Row>
          </>
        )}
      </Rows>
    </CardSection>
  )
}

function BackupAndTrash({ workspace }: PartProps) {
  const { api, view } = useStores()
  const { id: workspaceId } = workspace
  const read = useCallback(() => api.trash.list({ workspaceId }), [api, workspaceId])
  const { value: deleted, error, refresh } = useReading(workspaceId, read)
  const last = deleted?.[0]
  return (
    <CardSection title={words.backupAndTrash}>
      <Rows label={words.backupAndTrash} error={error} isLoading={!deleted} onRetry={() => void refresh()}>
        <Row icon={IconArchive} title={words.backup} hint={words.backupHint}>
          <Button size="s" variant="quiet" onClick={() => view.open({ kind: 'restore-backup', workspaceId })}>
            {secretsText.backup.restore}
          </Button>
          {workspace.role === 'owner' && (
            <Button size="s" onClick={() => view.open({ kind: 'create-backup', workspaceId })}>
              {secretsText.backup.create}
            </Button>
          )}
        </Row>
        <AsCode workspace={workspace} />
        <ProgramTokens workspaceId={workspaceId} />
        <Row
          icon={IconTrash}
          title={words.trash(deleted?.length ?? 0)}
          hint={
            last ? (
              <>
                {words.lastDeleted(last.name)} <Instant at={last.deletedAt} />
              </>
            ) : (
              words.trashEmpty
            )
          }
        >
          <Button size="s" onClick={() => view.open({ kind: 'trash', workspaceId })}>
            {text.trash.open}
          </Button>
        </Row>
      </Rows>
    </CardSection>
  )
}
