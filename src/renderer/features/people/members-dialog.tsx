import { useState } from 'react'
import { useStore } from 'zustand'
import type { Member } from '../../../contract/groups/members.ts'
import type { MemberRole, Workspace } from '../../../contract/groups/workspaces.ts'
import { MEMBER_ROLES } from '../../../shared/limits.ts'
import { useStores, useWorkspaceById } from '../../stores/context.ts'
import { dayText } from '../../text/formats.ts'
import { text } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialogs/confirm.tsx'
import { Dialog, DialogClose } from '../../ui/dialogs/dialog.tsx'
import { Field } from '../../ui/fields/field.tsx'
import { Checkbox } from '../../ui/fields/input.tsx'
import { Select } from '../../ui/fields/select.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { ReadList } from '../../ui/states/read-list.tsx'
import { useMembers } from './use-members.ts'

const words = text.people

/** Lists the people of a workspace; owners invite, change roles and remove, and everybody may leave. */
export function MembersDialog({ workspaceId }: { workspaceId: string }) {
  const workspace = useWorkspaceById(workspaceId)
  return workspace && <Members workspace={workspace} />
}

function Members({ workspace }: { workspace: Workspace }) {
  const { view } = useStores()
  const { list, isShared, error, refresh, setRole, remove, leave } = useMembers(workspace.id)
  const [question, ask] = useState<KeyQuestion | 'leave' | null>(null)
  const isOwner = workspace.role === 'owner'
  const others = list?.filter(({ isYou, role }) => !isYou && role !== 'member').map(({ name }) => name) ?? []
  return (
    <Dialog
      title={words.title}
      description={words.roleHint}
      workspace={workspace}
      onClose={view.close}
      footer={
        <>
          <Button variant="quiet" className="me-auto" onClick={() => ask('leave')}>
            {words.leave}
          </Button>
          <DialogClose>{text.common.close}</DialogClose>
          {isOwner && (
            <Button variant="primary" onClick={() => view.open({ kind: 'invite', workspaceId: workspace.id })}>
              {text.invite.open}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {list && !isOwner && (
          <Notice kind="lock">
            {words.onlyOwners} {text.workspaces.ask(others)}
          </Notice>
        )}
        <ReadList
          label={words.list}
          items={list}
          error={error}
          failed={words.loadFailed}
          onRetry={() => void refresh()}
        >
          {(member) => (
            <MemberRow
              key={member.personId}
              member={member}
              {...(isOwner && {
                onRole: (role: MemberRole) =>
                  takesKey(member, role) ? ask({ member, becomes: 'member' }) : void setRole(member, role),
                ...(!member.isYou && { onRemove: () => ask({ member, becomes: null }) }),
              })}
            />
          )}
        </ReadList>
      </div>
      {question === 'leave' && (
        <Confirm
          title={words.leaveTitle}
          body={words.leaveBody}
          workspace={workspace}
          confirmLabel={words.confirmLeave}
          onConfirm={() => {
            ask(null)
            void leave(workspace.name).then((isDone) => isDone && view.close())
          }}
          onClose={() => ask(null)}
        />
      )}
      {question !== null && question !== 'leave' && (
        <KeyQuestionDialog
          {...question}
          workspace={workspace}
          isShared={isShared}
          onConfirm={(rotation) => {
            const { member, becomes } = question
            ask(null)
            void (becomes ? setRole(member, becomes, rotation) : remove(member, rotation))
          }}
          onClose={() => ask(null)}
        />
      )}
    </Dialog>
  )
}

/** Somebody who is to be removed, or to become a member, and may have kept the key. */
interface KeyQuestion {
  member: Member
  becomes: 'member' | null
}

const takesKey = (member: Member, role: MemberRole): boolean =>
  role === 'member' && member.role !== 'member' && !member.isYou

interface MemberRowProps {
  member: Member
  /** Absent for who may not change roles. */
  onRole?: (role: MemberRole) => void
  onRemove?: () => void
}

function MemberRow({ member: { name, role, since, isYou }, onRole, onRemove }: MemberRowProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2 pe-2 ps-3">
      <div className="min-w-40 flex-1">
        <p className="text-sm font-medium wrap-anywhere">
          {name} {isYou && <span className="font-normal text-text-muted">({words.you})</span>}
        </p>
        <p className="text-xs text-text-muted">
          {words.since} {dayText(since)}
        </p>
      </div>
      {onRole ? (
        <Select
          aria-label={words.roleOf(name)}
          value={role}
          className="w-32"
          onChange={(event) => onRole(MEMBER_ROLES.find((one) => one === event.target.value) ?? role)}
        >
          {MEMBER_ROLES.map((option) => (
            <option key={option} value={option}>
              {words.roles[option]}
            </option>
          ))}
        </Select>
      ) : (
        <span className="text-sm text-text-muted">{words.roles[role]}</span>
      )}
      {onRemove && (
        <Button size="s" variant="quiet" aria-label={words.removeNamed(name)} onClick={onRemove}>
          {words.remove}
        </Button>
      )}
    </li>
  )
}

interface KeyQuestionProps extends KeyQuestion {
  workspace: Workspace
  /** Whether other computers have the workspace, where a new key is made in any case. */
  isShared: boolean
  onConfirm: (rotation: { passphrase?: string } | null) => void
  onClose: () => void
}

/** Asks before somebody is removed or becomes a member, and whether the key that they may have kept is rotated. */
function KeyQuestionDialog({ member, becomes, workspace, isShared, onConfirm, onClose }: KeyQuestionProps) {
  const { session } = useStores()
  const hasPassphrase = useStore(session.store, ({ keys }) => keys[workspace.id]?.slots.includes('passphrase') ?? false)
  const heldKey = member.role !== 'member'
  const [rotates, setRotates] = useState(heldKey)
  const [passphrase, setPassphrase] = useState('')
  return (
    <Confirm
      title={(becomes ? words.demoteTitle : words.removeTitle)(member.name)}
      workspace={workspace}
      confirmLabel={becomes ? words.confirmDemote : words.confirmRemove}
      onConfirm={() => onConfirm(rotates ? (hasPassphrase ? { passphrase } : {}) : null)}
      onClose={onClose}
      body={
        <span className="flex flex-col gap-3">
          <span>{(becomes ? words.demoteBody : words.removeBody)(member.name)}</span>
          {heldKey && isShared && <span>{words.sharedHint}</span>}
          {heldKey && !isShared && (
            <label className="grid grid-cols-[auto_1fr] items-center gap-x-2.5">
              <Checkbox checked={rotates} onChange={(event) => setRotates(event.target.checked)} />
              <span className="font-semibold text-text">{words.rotate}</span>
              <span className="col-start-2 text-xs">{words.rotateHint}</span>
            </label>
          )}
          {rotates && hasPassphrase && (
            <Field
              className="text-text"
              type="password"
              spellCheck={false}
              label={words.rotatePassphrase}
              value={passphrase}
              onChange={(event) => setPassphrase(event.target.value)}
            />
          )}
        </span>
      }
    />
  )
}
