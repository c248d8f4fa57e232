import type { User } from '@repo/db/schema'
import { DataTable } from './data-table.tsx'
import { ShortId } from './short-id.tsx'
import { TimeUtc } from './time-utc.tsx'

export function UsersTable({ users }: { users: User[] }) {
  return (
    <DataTable
      caption="Newest users"
      columns={['User', 'Name', 'Address', 'Team', 'Digest', 'Signed up', 'Greeted']}
      empty="Nobody has signed up yet."
      rows={users.map((user) => (
        <tr>
          <th scope="row">
            <ShortId id={user.id} />
          </th>
          <td class="prose">{user.name}</td>
          <td>{user.email}</td>
          <td>
            <ShortId id={user.teamId} />
          </td>
          <td>{user.wantsDigest ? 'yes' : 'no'}</td>
          <td>
            <TimeUtc at={user.createdAt} />
          </td>
          <td>{user.greetedAt ? <TimeUtc at={user.greetedAt} /> : 'not yet'}</td>
        </tr>
      ))}
    />
  )
}
