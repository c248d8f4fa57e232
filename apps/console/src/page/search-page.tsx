import type { Search } from '../load/load-search.ts'
import type { Notice } from '../notices.ts'
import { searchPath } from '../rules/filter-form.ts'
import { DeliveriesTable } from './deliveries-table.tsx'
import { FilterSection } from './filter-section.tsx'
import { Layout } from './layout.tsx'
import { NoticeLine } from './notice-line.tsx'
import { ReplayMany } from './replay-many.tsx'

type SearchPageProps = { nonce: string | undefined; search: Search; notice: Notice | undefined }

export function SearchPage({ nonce, search, notice }: SearchPageProps) {
  const { form, deliveries, next } = search
  return (
    <Layout nonce={nonce} title="Deliveries, Millrace console" here="/console/deliveries">
      <h1 class="unseen">Deliveries</h1>
      <NoticeLine notice={notice} />
      <FilterSection form={form} />
      <ReplayMany search={search} />
      <DeliveriesTable caption="Deliveries, newest first" deliveries={deliveries} />
      {next && (
        <p>
          <a href={searchPath(form, next)} rel="next">
            Older ones
          </a>
        </p>
      )}
    </Layout>
  )
}
