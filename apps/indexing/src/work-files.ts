const LIST_MAX = 1_000

/** What the steps of one document's version hand to each other: they remember keys, R2 holds what lies behind them. */
export function workFiles(files: R2Bucket, documentId: string, version: number) {
  const prefix = `work/${documentId}/${version}/`

  async function get(key: string): Promise<R2ObjectBody> {
    const object = await files.get(key)
    // Nobody's rule was broken: whatever took it was on our side.
    if (!object) throw new Error(`${key} is gone`)
    return object
  }

  return {
    /** Answers the key. */
    async put(name: string, content: ArrayBuffer | string): Promise<string> {
      await files.put(prefix + name, content)
      return prefix + name
    },
    putJson(name: string, content: object): Promise<string> {
      return this.put(name, JSON.stringify(content))
    },
    async getBytes(key: string): Promise<ArrayBuffer> {
      return (await get(key)).arrayBuffer()
    },
    async getJson<T>(key: string): Promise<T> {
      return (await get(key)).json<T>()
    },
    async removeAll(): Promise<void> {
      const { objects } = await files.list({ prefix, limit: LIST_MAX })
      if (objects.length > 0) await files.delete(objects.map(({ key }) => key))
    },
  }
}
