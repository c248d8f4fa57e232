#!/usr/bin/env node
import { existsSync } from 'node:fs'

// In the workspace it runs as it is written. A package holds what was built of it: Node strips no types under node_modules.
const written = new URL('../src/cli.ts', import.meta.url)
await import(existsSync(written) ? written : new URL('../dist/cli.js', import.meta.url))
