import type { Venue } from '../venues/venue.ts'
import type { Gates } from './create-gates.ts'
import type { Meter } from './create-meter.ts'
import type { Record } from './create-record.ts'

/** What the functions and the script of one performance share. */
export interface Props {
  venue: Venue
  record: Record
  gates: Gates
  meter: Meter
}
