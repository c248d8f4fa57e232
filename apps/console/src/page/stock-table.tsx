import type { Stock } from '@repo/db/schema'
import { DataTable } from './data-table.tsx'

export function StockTable({ stock }: { stock: Stock[] }) {
  return (
    <DataTable
      caption="Stock"
      columns={['Add-on', 'Available']}
      empty="Nothing is for sale yet."
      rows={stock.map(({ sku, available }) => (
        <tr>
          <th scope="row">{sku}</th>
          <td>{available}</td>
        </tr>
      ))}
    />
  )
}
