/** What one look found, as a sentence for a person: what is, or what is wrong and what to do. */
export type Finding = { ok: boolean; text: string }

export const fine = (text: string): Finding => ({ ok: true, text })
export const wrong = (text: string): Finding => ({ ok: false, text })
