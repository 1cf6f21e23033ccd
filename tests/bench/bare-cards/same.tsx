import { createRoot } from 'react-dom/client'
import { cellProps } from '../../../src/renderer/ui/cards/cell.ts'
import { Root } from './page.tsx'

/** A card of the program as plain markup: its elements, attributes and classes, and nothing that it can do. */
function card(name: string, index: number) {
  // Each connector has a status of its own, as in the workspace that the benches fill.
  const isActive = Number(name.slice(-7)) % 3 === 0
  const status = isActive ? 'Active' : 'Inactive'
  const title = isActive ? `${status} · not tested yet` : status
  const titleId = `c${index}`
  return (
    <div {...cellProps({ index, count: 10_000, isCurrent: index === 0, titleId })} className="card">
      <input type="checkbox" className="card-check" tabIndex={-1} aria-label={`Select ${name}`} />
      <span
        aria-hidden
        title="WordPress"
        className="entry-icon bg-surface-sunken icon-before i-brand-wordpress text-brand-wordpress"
      />
      <h2 id={titleId} className="card-name" title={name}>
        {name}
      </h2>
      <p className="card-identity">blog.example.com</p>
      <p className={`status icon-before ${isActive ? 'is-good i-circle' : 'i-circle-minus'}`} title={title}>
        <b>{status}</b>
        {isActive && <span>· not tested yet</span>}
      </p>
      <div className="card-tags">
        {['news', 'blog'].map((tag) => (
          <button
            key={tag}
            type="button"
            className="card-tag"
            tabIndex={-1}
            aria-pressed={false}
            aria-label={`Filter by tag ${tag}`}
          >
            {tag}
          </button>
        ))}
      </div>
      <div className="card-actions">
        <button type="button" className="card-action" tabIndex={-1} aria-label={`Configure ${name}`}>
          Configure
        </button>
        <button
          type="button"
          className="card-action"
          tabIndex={-1}
          aria-disabled={false}
          aria-label={`${isActive ? 'Deactivate' : 'Activate'} ${name}`}
        >
          {isActive ? 'Deactivate' : 'Activate'}
        </button>
        <button
          type="button"
          className="card-action is-icon is-last icon-before i-plug-connected"
          tabIndex={-1}
          aria-label={`Test ${name}`}
          title="Test"
        />
        <button
          type="button"
          className="card-action is-icon is-last is-bad icon-before i-trash"
          tabIndex={-1}
          aria-label={`Delete ${name}`}
          title="Delete"
        />
      </div>
    </div>
  )
}

const root = document.getElementById('root')
if (root) createRoot(root).render(<Root height={152} card={card} />)
