import { COUNT_MAX, type Search } from '../load/load-search.ts'
import { asked, parseTime } from '../rules/filter-form.ts'

/** The count first, then the button: it replays what was counted, or nothing. */
export function ReplayMany({ search: { form, count, until } }: { search: Search }) {
  if (count === null || count === 0) return null
  if (count > COUNT_MAX) {
    return (
      <p class="muted">
        More than {COUNT_MAX} deliveries match: too many to be replayed at once. Narrow the search.
      </p>
    )
  }
  // Its end stands still, or what comes in meanwhile would change the count.
  const to = new Date(Math.min(parseTime(form.to) ?? Number.POSITIVE_INFINITY, until.getTime()))
  const from = parseTime(form.from)
  const fields = {
    ...asked(form),
    ...(from !== undefined && { from: new Date(from).toISOString() }),
    to: to.toISOString(),
  }
  return (
    <form method="post" action="/console/replays" class="buttons">
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="expectedCount" value={String(count)} />
      <span>{count === 1 ? '1 delivery matches.' : `${count} deliveries match.`}</span>
      <button type="submit">{count === 1 ? 'Replay it' : `Replay all ${count}`}</button>
    </form>
  )
}
