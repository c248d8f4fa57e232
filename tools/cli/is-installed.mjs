/**
 * Whether npm has installed what the lock file says, by npm's own record (`node_modules/.package-lock.json`, which it writes last). What
 * is optional may be absent, as long as it is not made for this machine. Both are texts; the record may be missing.
 *
 * @param {string} lock
 * @param {string | undefined} record
 * @param {{ platform: string, arch: string }} machine
 */
export function isInstalled(lock, record, machine) {
  const wanted = readPackages(lock)
  const installed = readPackages(record)
  if (!wanted || !installed) return false
  const isExtra = (path) => wanted[path] === undefined
  if (Object.keys(installed).some(isExtra)) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const found = installed[path]
    if (!found) return entry.optional === true && !isMadeFor(entry, machine)
    return found.version === entry.version && found.integrity === entry.integrity
  })
}

function readPackages(text) {
  try {
    return JSON.parse(text).packages
  } catch {
    return undefined
  }
}

/** Only what names its machine in full: of the rest nobody can say by the lock file whether it is needed here. */
function isMadeFor({ os, cpu, libc }, { platform, arch }) {
  return libc === undefined && os?.includes(platform) === true && cpu?.includes(arch) === true
}
