import type { Child } from 'hono/jsx'

/** What is known of one thing; what is not known is left out. */
export function Facts({ facts }: { facts: Record<string, Child> }) {
  const known = Object.entries(facts).filter(([, value]) => (value ?? '') !== '')
  return (
    <dl class="facts">
      {known.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
