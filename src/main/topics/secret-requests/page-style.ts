/** The styles of the page, which its policy names by their hash. */
export const pageStyle = `
:root { color-scheme: light dark; --canvas: light-dark(#f6f7f9, #101216); --surface: light-dark(#fff, #181b21); --sunken: light-dark(#eef0f3, #262b34); --line: light-dark(#e1e5ea, #2b313b); --line-strong: light-dark(#7d8694, #6d7685); --text: light-dark(#171a1f, #e8eaee); --muted: light-dark(#545d6a, #a4adba); --accent: light-dark(#2f5fd0, #7ea2ff); --on-accent: light-dark(#fff, #0d1220); --bad: light-dark(#b3261e, #ff9a91); }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; padding: 32px 16px; background: var(--canvas); color: var(--text); font: 400 15px/24px -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif; }
main { max-width: 640px; margin: 0 auto; padding: 28px 32px 24px; border: 1px solid var(--line); border-radius: 12px; background: var(--surface); }
h1 { margin: 0 0 4px; font-size: 22px; line-height: 32px; font-weight: 600; overflow-wrap: anywhere; }
h2 { margin: 0 0 4px; font-size: 15px; line-height: 24px; font-weight: 600; }
p, dl, dd { margin: 0; overflow-wrap: anywhere; }
.muted, dt, small { color: var(--muted); }
small { display: block; font-size: 13px; line-height: 20px; white-space: pre-line; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: 96px 1fr; gap: 4px 8px; margin: 16px 0; padding: 12px 16px; border-radius: 8px; background: var(--sunken); }
blockquote { margin: 0 0 16px; padding: 0 0 0 16px; border-inline-start: 3px solid var(--line-strong); white-space: pre-line; overflow-wrap: anywhere; }
form, section { margin-top: 16px; }
section:focus { outline: none; }
label { display: block; margin: 12px 0 4px; font-weight: 600; }
.field { position: relative; margin-bottom: 4px; }
input, textarea { width: 100%; padding: 9px 12px; border: 1px solid var(--line-strong); border-radius: 6px; background: var(--surface); color: inherit; font: inherit; }
input[type=password], input[data-shown] { padding-inline-end: 84px; }
textarea { font: 13px/20px ui-monospace, 'SF Mono', 'Cascadia Mono', 'Liberation Mono', monospace; }
button { border: 1px solid var(--line-strong); border-radius: 6px; background: var(--surface); color: inherit; font: inherit; min-height: 32px; padding: 0 12px; }
.field button { position: absolute; inset-inline-end: 6px; top: 6px; }
.go { display: flex; align-items: center; gap: 16px; margin-top: 20px; }
.main { flex: none; min-height: 44px; padding: 0 20px; border: 0; background: var(--accent); color: var(--on-accent); font-weight: 600; }
.problem { margin: 12px 0; color: var(--bad); }
section button { margin-top: 12px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
footer { display: grid; gap: 4px; max-width: 640px; margin: 16px auto 0; padding: 0 32px; font-size: 13px; line-height: 20px; color: var(--muted); }
footer b { color: var(--text); font-weight: 600; }
code { font: 600 14px/20px ui-monospace, 'SF Mono', 'Cascadia Mono', 'Liberation Mono', monospace; color: var(--text); overflow-wrap: anywhere; }
@media (max-width: 560px) { main { padding: 20px 16px; } footer { padding: 0 16px; } dl { grid-template-columns: 1fr; gap: 0; } dd + dt { margin-top: 8px; } .go { flex-direction: column; align-items: stretch; } }
`
