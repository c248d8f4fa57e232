import { z } from 'zod'

// Controls, line breaks, and whatever takes no room or turns the direction. The joiners of some scripts and of emoji stay, where they join.
const VISIBLE =
  /^(?:[^\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?<=[\p{L}\p{M}\p{Extended_Pictographic}])(?:\u200C|\u200D|\uFE0F))*$/u

// What a mail reader would make a link of.
const ADDRESS = /:\/\/|\bwww\.|[\p{L}\p{N}-]{2,}\.\p{L}{2,}|\.\p{L}{2,}\//iu

/** What a team or a person is called. On one line and all of it visible, because people read it. */
export const Name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(VISIBLE, 'a name has no line breaks and no invisible characters')

/** Goes into mails, to an address that whoever signs somebody up has chosen: so it carries nobody anywhere. */
export const PersonName = Name.refine((name) => !ADDRESS.test(name), {
  message: 'a person’s name holds no web address; a dot within it is followed by a space',
})
