import { readFile } from 'node:fs/promises'

/** Compiles the kernel as wrangler does when it bundles; the types of Workers know that it cannot be done there. */
export const loadKernel = async (/** @type {string} */ file) => WebAssembly.compile(await readFile(file))
