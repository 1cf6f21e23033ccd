import { Notice } from './notice.tsx'

interface PathNoticeProps {
  kind: 'info' | 'warn'
  words: string
  paths: readonly string[]
}

/** A notice about some fields, by path. */
export const PathNotice = ({ kind, words, paths }: PathNoticeProps) => (
  <Notice kind={kind}>
    <p>{words}</p>
    <ul className="mt-1 font-mono text-xs wrap-anywhere">
      {paths.map((path) => (
        <li key={path}>{path}</li>
      ))}
    </ul>
  </Notice>
)
