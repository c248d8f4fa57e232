export interface Question {
  method?: 'GET' | 'POST' | 'DELETE'
  path: string
  query?: Record<string, string | undefined>
  body?: unknown
}

/** What a running engine answers. Throws, in one sentence, when there is none or it says no. */
export async function askEngine(engineUrl: string, question: Question): Promise<unknown> {
  const { method = 'GET', path, query = {}, body } = question
  const url = new URL(path, engineUrl)
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, value)
  const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) }
  const response = await fetch(url, init).catch(() => {
    throw new Error(`no engine answers at ${engineUrl}; is it running, or is it elsewhere (--engine URL)?`)
  })
  const text = await response.text()
  const answer = text === '' ? {} : (JSON.parse(text) as { data?: unknown; error?: string })
  if (!response.ok) throw new Error(answer.error ?? `the engine answered ${response.status}`)
  return answer.data ?? answer
}
