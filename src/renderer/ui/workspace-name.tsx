import type { Colour, Workspace } from '../../contract/groups/workspaces.ts'
import { letterOf } from '../../shared/names.ts'

/** A workspace's colour as a dot. */
export const WorkspaceDot = ({ colour }: { colour: Colour }) => (
  <span aria-hidden data-colour={colour} className="size-2.5 shrink-0 rounded-full bg-workspace" />
)

/** A workspace's letter in a square of its colour; no text of the page, since the name stands beside it. */
export const WorkspaceLetter = ({ workspace }: { workspace: Pick<Workspace, 'name' | 'letter' | 'colour'> }) => (
  <span
    aria-hidden
    data-colour={workspace.colour}
    data-letter={letterOf(workspace)}
    className="flex size-5 shrink-0 items-center justify-center rounded-[5px] bg-workspace text-xs font-semibold text-on-accent before:content-[attr(data-letter)]"
  />
)

interface WorkspaceNameProps {
  workspace: { name: string; colour: Colour }
  /** A word before the dot, for example "in". */
  prefix?: string
}

/** A workspace's dot and name. */
export const WorkspaceName = ({ workspace, prefix }: WorkspaceNameProps) => (
  <span className="inline-flex min-w-0 items-center gap-1.5">
    {prefix}
    <WorkspaceDot colour={workspace.colour} />
    <span className="truncate font-medium text-text">{workspace.name}</span>
  </span>
)
