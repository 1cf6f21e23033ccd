import { type ReactNode, useEffect, useState } from 'react'
import type { HelpPlace } from '../../stores/places/help-places.ts'
import { text as allText } from '../../text/text.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Dialog } from '../../ui/dialogs/dialog.tsx'
import { Input } from '../../ui/fields/input.tsx'
import { About } from './about.tsx'
import { HelpText } from './help-text.tsx'
import { indexOfHelp, pages, searchHelp, titleOf } from './help-pages.ts'

const words = allText.help

interface HelpDialogProps {
  at: HelpPlace
  onClose: () => void
  /** The list of keyboard shortcuts. */
  shortcuts: ReactNode
}

/** The documents, opened at a place, with a search over all of them; it needs no network. */
export function HelpDialog({ at, onClose, shortcuts }: HelpDialogProps) {
  const [place, setPlace] = useState(at)
  const [query, setQuery] = useState('')
  // Null until the dialog has put it into the page, which is after the first effect.
  const [region, setRegion] = useState<HTMLDivElement | null>(null)
  const page = pages.get(place.page)
  const go = (path: string, anchor: string | null = null) => {
    setQuery('')
    setPlace({ page: path, anchor })
  }
  useEffect(() => {
    if (region === null) return
    const target = place.anchor === null ? null : document.getElementById(`help-${place.anchor}`)
    for (const old of region.querySelectorAll('[data-target]')) old.removeAttribute('data-target')
    target?.setAttribute('data-target', '')
    if (target) target.scrollIntoView({ block: 'start' })
    else region.scrollTo(0, 0)
  }, [place, region])
  const isSearching = query.trim() !== ''
  const title = page ? titleOf(page) : place.page === 'about' ? words.about.title : words.keyboard
  return (
    <Dialog title={words.title} size="xl" onClose={onClose}>
      <div className="flex h-[70vh] gap-5 max-md:flex-col">
        <nav
          aria-label={words.pages}
          className="flex w-60 shrink-0 flex-col gap-1 overflow-y-auto p-1 max-md:max-h-28 max-md:w-full"
        >
          <Input
            type="search"
            className="shrink-0"
            aria-label={words.search}
            placeholder={words.search}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
          <Entry isOpen={place.page === 'keyboard'} onClick={() => go('keyboard')}>
            {words.keyboard}
          </Entry>
          <Entry isOpen={place.page === 'about'} onClick={() => go('about')}>
            {words.about.title}
          </Entry>
          {words.inEnglish !== '' && <p className="mt-3 px-2 text-xs text-text-muted">{words.inEnglish}</p>}
          {indexOfHelp().map((group) => (
            <section key={group.title}>
              <h3 className="mt-3 px-2 text-xs font-semibold text-text-muted">
                <Title of={group.title} />
              </h3>
              {group.paths.map((path) => (
                <Entry key={path} isOpen={path === place.page} onClick={() => go(path)}>
                  <Title of={pages.get(path)?.title ?? path} />
                </Entry>
              ))}
            </section>
          ))}
        </nav>
        <div
          ref={setRegion}
          role="region"
          aria-label={isSearching ? words.search : title}
          tabIndex={0}
          className="min-h-0 min-w-0 flex-1 overflow-y-auto text-sm leading-relaxed"
        >
          {isSearching ? (
            <Hits query={query} go={go} />
          ) : (
            <>
              <h2 className="mb-2 text-lg font-semibold">{title}</h2>
              {page && (
                <div lang="en" dir="ltr">
                  <HelpText nodes={page.body} go={go} />
                </div>
              )}
              {place.page === 'keyboard' && shortcuts}
              {place.page === 'about' && <About />}
            </>
          )}
        </div>
      </div>
    </Dialog>
  )
}

/** A title in the language of the screens, or marked as English. */
const Title = ({ of: english }: { of: string }) => {
  const title = words.titles[english]
  return <span lang={title === undefined ? 'en' : undefined}>{title ?? english}</span>
}

function Entry({ isOpen, onClick, children }: { isOpen: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <Button
      variant="quiet"
      size="s"
      aria-current={isOpen ? 'page' : undefined}
      className={classNames(
        'h-auto! w-full justify-start py-1 text-start whitespace-normal!',
        isOpen && 'bg-accent-soft text-accent',
      )}
      onClick={onClick}
    >
      {children}
    </Button>
  )
}

/** The parts of pages that have the words of a search. */
function Hits({ query, go }: { query: string; go: (path: string, anchor: string | null) => void }) {
  const hits = searchHelp(query)
  return (
    <>
      <p role="status" className="text-text-muted">
        {hits.length === 0 && words.noHits(query)}
      </p>
      <ul className="flex flex-col gap-3">
        {hits.map(({ page, id, title, text }) => (
          <li key={`${page.path}#${id ?? ''}`}>
            <Button variant="link" onClick={() => go(page.path, id)}>
              {id === null ? titleOf(page) : `${titleOf(page)}: ${title}`}
            </Button>
            <p className="line-clamp-2 text-text-muted">{text}</p>
          </li>
        ))}
      </ul>
    </>
  )
}
