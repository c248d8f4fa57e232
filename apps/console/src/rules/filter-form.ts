/** What the form of the deliveries says, as it stands in an address; empty is not asked for. */
export type FilterForm = {
  source?: string | undefined
  type?: string | undefined
  status?: string | undefined
  object?: string | undefined
  customer?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

export const filterFields = ['source', 'type', 'status', 'object', 'customer', 'from', 'to'] as const

/** The fields that say something. */
export function asked(form: FilterForm): Partial<Record<keyof FilterForm, string>> {
  const said = filterFields.flatMap((field) => {
    const value = form[field]?.trim()
    return value ? [[field, value]] : []
  })
  return Object.fromEntries(said) as Partial<Record<keyof FilterForm, string>>
}

/** A time that a person typed, in UTC as the whole page is: `2026-11-25`, `2026-11-25T10:00`. Undefined where it is none. */
export function parseTime(text: string | undefined): number | undefined {
  if (!text) return undefined
  const isZoned = /(Z|[+-]\d\d:\d\d)$/.test(text)
  const at = Date.parse(isZoned || !text.includes('T') ? text : `${text}Z`)
  return Number.isNaN(at) ? undefined : at
}

/** The address of the same search, a page further where one is named. */
export function searchPath(form: FilterForm, after?: string): string {
  const query = new URLSearchParams({ ...asked(form), ...(after && { after }) }).toString()
  return `/console/deliveries${query && `?${query}`}`
}
