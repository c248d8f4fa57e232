/** From where on a document's text stands on this page and under these headings. */
export type Section = { start: number; page: number | null; heading: string[] }

/** What is read out of a file: its text, and where in it pages and headings begin; the first section starts at 0. */
export type ExtractedText = { text: string; sections: Section[] }

/** A piece of a document's text, by character offsets, and where a person finds it. */
export type Passage = { start: number; end: number; page: number | null; heading: string[] }

/** A heading is repeated with each of its passages, and longer ones are text that somebody marked as one. */
export const TITLE_MAX_CHARACTERS = 200

/** More sections than this make more passages than anybody indexes; reading stops there. */
export const SECTIONS_MAX = 30_000

/** And more text than this, even where a passage is nothing but long words. */
export const TEXT_MAX_CHARACTERS = 5_000_000
