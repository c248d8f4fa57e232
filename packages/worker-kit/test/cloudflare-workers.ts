/** What workerd would hand to a worker of this version. */
export const env = { VERSION: { id: 'version-1', tag: '', timestamp: '2026-11-25T00:00:00Z' } }
