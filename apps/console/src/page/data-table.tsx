import type { Child } from 'hono/jsx'

type DataTableProps = { caption: string; columns: string[]; empty: Child; rows: Child[] }

/** A table that scrolls by itself where it is too wide, so that the page never does. */
export function DataTable({ caption, columns, empty, rows }: DataTableProps) {
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col">{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.length > 0 ? (
            rows
          ) : (
            <tr>
              <td colspan={columns.length} class="muted">
                {empty}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  )
}
