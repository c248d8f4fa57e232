export type Platform = { os: string[]; cpu: string[]; libc?: string[] }

const OS: Record<string, string> = { windows: 'win32' }
const CPU: Record<string, string> = { '64': 'x64', riscv64gc: 'riscv64' }
const LIBC: Record<string, string> = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl' }
const KNOWN_OS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32', 'windows']

/** The platform that a native package names at its end: `@scope/binding-linux-x64-gnu`; undefined where it names none. */
export function platformOf(packageName: string): Platform | undefined {
  const words = packageName.split(/[/-]/)
  const at = words.findIndex((word) => KNOWN_OS.includes(word))
  const [os, cpu, abi] = words.slice(at)
  if (at < 0 || os === undefined || cpu === undefined) return undefined
  const libc = os === 'linux' && abi !== undefined ? LIBC[abi] : undefined
  return { os: [OS[os] ?? os], cpu: [CPU[cpu] ?? cpu], ...(libc !== undefined && { libc: [libc] }) }
}
