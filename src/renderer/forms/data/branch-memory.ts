import { createContext, useContext, useState } from 'react'
import { formatPath, type Path } from '../../../shared/path.ts'

/** What was typed in the branches that a choice has left, and in the choices within each of its branches. */
export interface BranchMemory {
  left: Map<number, unknown>
  inside: Map<number, Memories>
}

type Memories = Map<string, BranchMemory>

/**
 * Where the choices within a branch keep their memories, so that these outlive the branch. Null in list items, whose
 * paths do not stay theirs.
 */
export const BranchMemoryContext = createContext<Memories | null>(null)

/** The memory of the choice at a path. */
export function useBranchMemory(path: Path): BranchMemory {
  const around = useContext(BranchMemoryContext)
  const [memory] = useState(() => around?.get(formatPath(path)) ?? { left: new Map(), inside: new Map() })
  around?.set(formatPath(path), memory)
  return memory
}

/** The memories of the choices within one branch. */
export function memoriesIn({ inside }: BranchMemory, branch: number): Memories {
  const memories = inside.get(branch) ?? new Map()
  inside.set(branch, memories)
  return memories
}
