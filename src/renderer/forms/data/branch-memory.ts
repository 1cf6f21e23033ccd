import { createContext, useContext, useState } from 'react'
import { formatPath, type Path } from '../../../shared/path.ts'

/** The data of the branches of a choice that are not selected, and the memories of the choices within each branch. */
export interface BranchMemory {
  left: Map<number, unknown>
  inside: Map<number, Memories>
}

type Memories = Map<string, BranchMemory>

/**
 * The store for the memories of choices within a branch, which outlive the branch. Null in list items, because their
 * paths change.
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
