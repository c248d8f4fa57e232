import { aPrice, type Price } from './a-price.ts'

const CREATED = 1_767_225_600

/** What can be bought. The ids are fixed, so that a reopened database is not seeded twice. */
export const catalogue: Price[] = [
  aPrice({
    id: 'price_doubleSeat',
    lookup_key: 'seat',
    unit_amount: 1200,
    product: 'prod_doubleSeat',
    created: CREATED,
  }),
  aPrice({
    id: 'price_doubleCredits1000',
    lookup_key: 'credits-1000',
    unit_amount: 900,
    product: 'prod_doubleCredits1000',
    created: CREATED,
  }),
]
