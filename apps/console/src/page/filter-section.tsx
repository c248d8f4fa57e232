import { deliveryStatuses } from '@repo/db/schema'
import type { FilterForm } from '../rules/filter-form.ts'

const FIELDS = [
  { name: 'source', label: 'Source', hint: 'stripe' },
  { name: 'type', label: 'Type', hint: 'invoice.paid' },
  { name: 'object', label: 'Object', hint: 'in_…' },
  { name: 'customer', label: 'Customer', hint: 'cus_…' },
  { name: 'from', label: 'From', hint: '2026-11-25T10:00' },
  { name: 'to', label: 'Before', hint: '2026-11-26' },
] as const

const DEAD_LETTERS = 'failed,dead'

export function FilterSection({ form }: { form: FilterForm }) {
  return (
    <form method="get" action="/console/deliveries" class="filter">
      {FIELDS.map(({ name, label, hint }) => (
        <label>
          {label}
          <input type="text" name={name} value={form[name] ?? ''} placeholder={hint} autocomplete="off" />
        </label>
      ))}
      <label>
        Status
        <select name="status">
          {['', DEAD_LETTERS, ...deliveryStatuses].map((status) => (
            <option value={status} selected={status === (form.status ?? '')}>
              {wordsOf(status)}
            </option>
          ))}
        </select>
      </label>
      <span class="buttons">
        <button type="submit">Find</button>
        <a href="/console/deliveries">Clear</a>
      </span>
    </form>
  )
}

function wordsOf(status: string): string {
  if (status === '') return 'any'
  return status === DEAD_LETTERS ? 'dead letters (failed or dead)' : status.replaceAll('_', ' ')
}
