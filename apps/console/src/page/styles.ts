/** All of the page's looks: the system's font, four tones, light and dark. */
export const styles = `
:root {
  color-scheme: light dark;
  --paper: #fbfbfa; --card: #fff; --ink: #1d2126; --muted: #5c6570; --line: #e2e4e7; --link: #0b57a4;
  --good: #17693a; --bad: #b3261e; --busy: #8a5300; --quiet: #5c6570;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a; --card: #1b1f23; --ink: #e6e8ea; --muted: #9aa4ae; --line: #2e343a; --link: #8ab9f1;
    --good: #6fcf97; --bad: #ff8a80; --busy: #f0b661; --quiet: #9aa4ae;
  }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 14px/1.5 system-ui, sans-serif }
header, main { max-width: 1360px; margin: 0 auto; padding: 0 20px }
header { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; padding-top: 20px; padding-bottom: 12px }
main { padding-bottom: 48px; display: grid; grid-template-columns: minmax(0, 1fr); gap: 20px }
.brand { font-size: 18px; font-weight: 650; color: inherit; text-decoration: none }
a { color: var(--link); text-underline-offset: 2px }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
h2, h3, h4, p { margin: 0 }
h2, caption { font-size: 15px; font-weight: 600 }
h3 { font-size: 14px; font-weight: 600; margin-top: 20px }
h4 { font-size: 14px; font-weight: 600 }
code, .id { font: 13px/1.5 ui-monospace, monospace }
.id span { overflow-wrap: anywhere }
code { overflow-wrap: anywhere }
.muted { color: var(--muted) }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }

.scroll { overflow-x: auto }
main > .scroll, .detail, .counts > div, article { background: var(--card); border: 1px solid var(--line); border-radius: 8px }
table { width: 100%; border-collapse: collapse }
caption { text-align: left; padding: 12px 14px 6px }
th, td { padding: 7px 8px; text-align: left; vertical-align: top; font-weight: 400; white-space: nowrap; border-top: 1px solid var(--line) }
thead th { color: var(--muted); font-size: 12px; border-top: 0; padding-top: 2px; padding-bottom: 6px }
th:first-child, td:first-child { padding-left: 14px }
th:last-child, td:last-child { padding-right: 14px }
.prose { white-space: normal; min-width: 110px }
.more td { border-top: 0; padding-top: 0; white-space: normal; color: var(--bad) }
td .id, th .id { display: flex; max-width: 13ch; white-space: nowrap }
td .id :first-child, th .id :first-child { overflow: hidden; text-overflow: ellipsis }
time { font-variant-numeric: tabular-nums; white-space: nowrap }

nav { display: flex; flex-wrap: wrap; gap: 4px 14px; flex: 1 }
header .muted { white-space: nowrap }
.mark { margin-left: 6px; padding: 0 6px; font-size: 12px; color: var(--busy); border: 1px solid currentColor; border-radius: 6px }
nav a[aria-current] { color: inherit; text-decoration: none; font-weight: 600 }
.buttons { display: flex; flex-wrap: wrap; gap: 8px; align-items: center }
td .buttons { flex-wrap: nowrap }
.filter { display: grid; grid-template-columns: repeat(auto-fill, minmax(136px, 1fr)); gap: 10px 14px; align-items: end; padding: 12px 14px; background: var(--card); border: 1px solid var(--line); border-radius: 8px }
.filter label { display: grid; gap: 2px; font-size: 12px; color: var(--muted) }
input, select { height: 30px }
input, select, textarea { font: inherit; font-size: 13px; width: 100%; padding: 4px 8px; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 6px }
textarea, .bytes { font: 12px/1.5 ui-monospace, monospace }
.bytes { margin: 6px 0 0; padding: 8px 10px; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; max-height: 320px; overflow-y: auto }
.edit { display: grid; gap: 8px; margin-top: 6px }
.detail > .scroll { margin: 14px -14px 0 }
.verdict { display: flex; gap: 8px; white-space: nowrap }
.verdict .id { display: inline-flex; max-width: 13ch }
.verdict .id :first-child { overflow: hidden; text-overflow: ellipsis }

.status { white-space: nowrap; font-weight: 550 }
.status::before { content: ''; display: inline-block; width: 7px; height: 7px; margin-right: 7px; border-radius: 50%; background: currentColor; vertical-align: 1px }
.good { color: var(--good) }
.bad { color: var(--bad) }
.busy { color: var(--busy) }
.quiet { color: var(--quiet) }
.notice { padding: 9px 14px; border: 1px solid currentColor; border-radius: 8px; background: var(--card) }
button { font: inherit; font-size: 13px; padding: 1px 10px; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 6px; cursor: pointer }
button:hover { border-color: var(--muted) }

.counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(280px, 1fr)); gap: 20px }
.counts > div { padding: 12px 14px }
.counts dl { display: flex; flex-wrap: wrap; gap: 4px 24px; margin: 4px 0 0 }
.counts dl div { display: flex; gap: 8px }
dt { color: var(--muted) }
dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(220px, 1fr)); gap: 8px 20px; margin: 10px 0 }
.facts dt { font-size: 12px }
.detail { padding: 14px }
.letter { display: block; width: 100%; height: 420px; margin-top: 6px; background: #fff; border: 1px solid var(--line); border-radius: 6px }
.mail { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit }
.detail h2 { padding-right: 60px; overflow-wrap: anywhere }
.close { float: right }
article { margin-top: 10px; padding: 12px 0 0; background: var(--paper); overflow: hidden }
article h4, article .facts, article > p { margin-left: 14px; margin-right: 14px }
article > p { padding-bottom: 12px }
article caption { font-size: 12px; color: var(--muted); padding: 6px 14px; border-top: 1px solid var(--line) }

@media (max-width: 640px) {
  header, main { padding-left: 12px; padding-right: 12px }
  header .muted { flex-basis: 100% }
  main { gap: 14px }
  .prose { min-width: 200px }
  .detail { padding: 10px }
  .detail tbody th { white-space: normal }
  .facts { grid-template-columns: repeat(2, minmax(0, 1fr)) }
  .facts div:has(.id, code) { grid-column: 1 / -1 }
}
`
