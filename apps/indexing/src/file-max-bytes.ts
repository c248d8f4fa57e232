/** The largest file that is taken, from wherever it comes. */
export const FILE_MAX_BYTES = 20 * 1024 * 1024
