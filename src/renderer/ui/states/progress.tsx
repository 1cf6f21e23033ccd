/** A progress bar; without a total it shows only that something is running. */
export function Progress({ label, done, total }: { label: string; done: number; total: number }) {
  return (
    <progress
      aria-label={label}
      {...(total > 0 && { value: done, max: total })}
      className="h-1.5 w-full appearance-none overflow-hidden rounded-full bg-surface-sunken [&::-webkit-progress-bar]:bg-surface-sunken [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-accent forced-colors:appearance-auto"
    />
  )
}
