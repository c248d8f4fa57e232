/** An app's answer to a sync, without the functions that a test is not about. Throws when none is left, and says which there are. */
export async function serveOnly(answer: Response, ids: readonly string[]): Promise<Response> {
  const sync = await answer.json<{ functions: { id: string }[] }>()
  const wanted = ids.flatMap((id) => [id, `${id}-failure`])
  const functions = sync.functions.filter(({ id }) => wanted.includes(id))
  if (functions.length > 0) return Response.json({ ...sync, functions })
  const served = sync.functions.map(({ id }) => id).join(', ')
  throw new Error(`${ids.join(', ')} is not served; there are ${served}`)
}
