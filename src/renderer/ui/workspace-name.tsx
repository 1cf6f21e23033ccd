import type { Colour } from '../../contract/groups/workspaces.ts'

/** A workspace's colour as a dot. */
export const WorkspaceDot = ({ colour }: { colour: Colour }) => (
  <span aria-hidden data-colour={colour} className="size-2.5 shrink-0 rounded-full bg-workspace" />
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
