const LINK = /\]\((?!https?:|mailto:|#)([^)#\s]+)/g
const CODE = /`((?:apps|packages|tools|docs|e2e|bench|src|test|\.ci|\.github)\/[\w./-]*\w)`/g

/** The files and folders that a Markdown text names: targets of relative links, and code that begins with a room. */
export function findPaths(markdown: string): string[] {
  return [...markdown.matchAll(LINK), ...markdown.matchAll(CODE)].flatMap(([, path]) => path ?? [])
}
