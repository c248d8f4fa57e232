import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { completeLock, type Lock } from './lock/complete-lock.ts'
import { root } from './workspace.ts'

const file = join(root, 'package-lock.json')
const { lock, added } = completeLock(JSON.parse(await readFile(file, 'utf8')) as Lock)
if (added.length > 0) await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`package-lock.json: ${added.length} packages of other platforms added`)
