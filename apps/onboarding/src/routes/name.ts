import { z } from 'zod'

/** What a team or a person is called. On one line, because it goes into mails. */
export const Name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'a name has no line breaks and no control characters')
