import './styles/app.css'

/** The longest wait for a frame, in milliseconds; a page that is out of sight paints none. */
const FRAME_MS = 300

/** Starts the screens; once more changes nothing. */
const start = () => void import('./main.tsx')

// Running all scripts takes longer than painting the bar of index.html, which comes first.
requestAnimationFrame(() => setTimeout(start))
setTimeout(start, FRAME_MS)
