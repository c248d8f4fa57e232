/** The command cannot be carried out as it was given; one sentence for the person at the terminal. */
export class UsageError extends Error {}
