import { z } from 'zod'
import { type Notice, notices } from '../notices.ts'

/** What came of a button; what is none of ours is not shown. */
export const NoticeQuery = z
  .enum(Object.keys(notices) as [Notice, ...Notice[]])
  .optional()
  .catch(undefined)
