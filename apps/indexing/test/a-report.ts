const SENTENCES = [
  'The river carried small boats past the wooden houses.',
  'Engineers measured every bridge before the winter storms arrived.',
  'A committee met on Thursdays to discuss the harbour and its debts.',
  'Nobody had painted the lighthouse since the old keeper left.',
  'Salt, rope and tar were sold in the shop behind the church.',
  'The mayor promised a new pier, and the fishermen laughed.',
]

const ORDINALS = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

/** Pages of some 120 words; each has a flamingo with the page's number. */
export const aReport = (pages: number): string[] =>
  Array.from({ length: pages }, (_, page) => {
    const sentences = Array.from({ length: 12 }, (_, i) => SENTENCES[(i * (page + 1)) % SENTENCES.length])
    return [...sentences, `A flamingo with the number ${ORDINALS[page] ?? page + 1} stood on the roof.`].join(
      ' ',
    )
  })
