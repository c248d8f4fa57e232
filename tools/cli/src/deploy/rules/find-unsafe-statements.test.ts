import { expect, it } from 'vitest'
import { findUnsafeStatements } from './find-unsafe-statements.ts'

it.each([
  ['DROP TABLE `orders`;', 'may still read or write this table'],
  ['ALTER TABLE `orders` DROP COLUMN `note`;', 'names every column'],
  ['ALTER TABLE `orders` RENAME COLUMN `note` TO `remark`;', 'knows the old name only'],
  ['ALTER TABLE `orders` RENAME TO `purchases`;', 'knows the old name only'],
  ['ALTER TABLE `orders` ADD `note` text NOT NULL;', 'inserts rows without this column'],
  ['CREATE UNIQUE INDEX `by_note` ON `orders` (`note`);', 'may be equal'],
  [
    'CREATE TABLE `__new_orders` (`id` text);\n--> statement-breakpoint\nINSERT INTO `__new_orders` SELECT * FROM `orders`;\n--> statement-breakpoint\nDROP TABLE `orders`;\n--> statement-breakpoint\nALTER TABLE `__new_orders` RENAME TO `orders`;',
    'a table is rebuilt',
  ],
])('refuses %s and says why', (sql, because) => {
  const [first] = findUnsafeStatements(sql)

  expect(first?.because).toContain(because)
  expect(first?.instead).not.toBe('')
})

it.each([
  'CREATE TABLE `notes` (`id` text PRIMARY KEY NOT NULL, `text` text NOT NULL);\n--> statement-breakpoint\nCREATE UNIQUE INDEX `by_text` ON `notes` (`text`);',
  'ALTER TABLE `orders` ADD `note` text;',
  'ALTER TABLE `orders` ADD `declines` integer DEFAULT 0 NOT NULL;',
  'CREATE INDEX `by_note` ON `orders` (`note`);',
  'DROP INDEX `by_note`;',
  "UPDATE orders SET note = 'DROP TABLE x' WHERE note IS NULL;",
])('lets pass what only adds: %s', (sql) => {
  expect(findUnsafeStatements(sql)).toEqual([])
})

it('lets the contracting step pass where the migration says why', () => {
  const sql =
    '-- contract: no code reads note since the release of May\nALTER TABLE `orders` DROP COLUMN `note`;'

  expect(findUnsafeStatements(sql)).toEqual([])
  expect(findUnsafeStatements(sql.replace(': no code', ''))).toHaveLength(1)
  expect(findUnsafeStatements('-- contract:\nDROP TABLE `orders`;')).toHaveLength(1)
})

it('lets a later migration of the same deploy change a table that no deployed code knows', () => {
  expect(findUnsafeStatements('ALTER TABLE `notes` DROP COLUMN `text`;', ['notes'])).toEqual([])
  expect(findUnsafeStatements('ALTER TABLE `orders` DROP COLUMN `text`;', ['notes'])).toHaveLength(1)
})
