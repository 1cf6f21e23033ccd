/** A text of ours whose commands, in backticks as in the documents, look like code. */
export const CommandText = ({ children }: { children: string }) =>
  children.split('`').map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <code key={part} className="font-mono text-[0.9375em]">
        {part}
      </code>
    ),
  )
