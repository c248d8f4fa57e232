/** Rejects with the server's own words when it answers with errors. */
export async function askGraphql<Answer>(
  url: string,
  query: string,
  variables: { [name: string]: unknown },
): Promise<Answer> {
  const response = await fetch(`${url}/v0/gql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = (await response.json()) as { data: Answer; errors?: { message: string }[] }
  if (errors) throw new Error(errors.map(({ message }) => message).join('; '))
  return data
}
