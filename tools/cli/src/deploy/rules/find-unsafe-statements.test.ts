import { expect, it } from 'vitest'
import { findUnsafeStatements, listCreatedTables } from './find-unsafe-statements.ts'

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
  ['CREATE INDEX `by_note` ON `orders` (`note`); DROP TABLE orders;', 'may still read or write this table'],
  ['/* tidy */ DROP TABLE [orders];', 'may still read or write this table'],
  ['DROP VIEW paid_orders;', 'may still read or write this table'],
  ['DROP TABLE orders;\nCREATE TABLE orders (id text);', 'may still read or write this table'],
  ['ALTER TABLE main.orders RENAME TO purchases;', 'knows the old name only'],
  ['ALTER TABLE "order lines" DROP COLUMN note;', 'names every column'],
  [
    'CREATE TABLE IF NOT EXISTS orders (id text);\nALTER TABLE Orders DROP COLUMN note;',
    'names every column',
  ],
  ['ALTER TABLE orders ADD note text NOT NULL -- no DEFAULT yet\n;', 'inserts rows without this column'],
  ['CREATE UNIQUE INDEX [by_note] ON [orders] (note);', 'may be equal'],
  ['DELETE FROM orders WHERE note IS NULL;', 'no rollback brings them back'],
  ["CREATE TRIGGER t BEFORE INSERT ON orders BEGIN SELECT RAISE(ABORT, 'no'); END;", 'may refuse'],
  ['ALTER TABLE orders ADD CONSTRAINT c CHECK (note IS NOT NULL);', 'may refuse'],
  ['ALTER TABLE orders ALTER COLUMN note SET NOT NULL;', 'nobody has taught'],
  ['PRAGMA writable_schema = 1;', 'nobody has taught'],
  ['WITH old AS (SELECT 1) DELETE FROM orders;', 'nobody has taught'],
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
  "UPDATE orders SET note = 'a;\nDROP TABLE x;\n' WHERE note IS NULL;",
  'PRAGMA foreign_keys=OFF;\nCREATE TABLE notes (id text);\nDROP TABLE notes;',
  'CREATE TRIGGER t AFTER INSERT ON orders BEGIN DELETE FROM carts WHERE id = new.id; END;\nCREATE VIEW v AS SELECT 1;',
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

it('names a rebuild once', () => {
  const rebuild = (table: string) =>
    `CREATE TABLE __new_${table} (id text);DROP TABLE ${table};ALTER TABLE __new_${table} RENAME TO ${table};`

  expect(findUnsafeStatements(rebuild('orders'))).toHaveLength(1)
  expect(findUnsafeStatements(`CREATE TABLE notes (id text);${rebuild('notes')}`)).toEqual([])
})

it('knows which tables a migration brings, and which may have been there', () => {
  const sql = 'CREATE TABLE "Notes" (id text); CREATE TABLE IF NOT EXISTS orders (id text);'

  expect(listCreatedTables(sql)).toEqual(['notes'])
})

it('lets a later migration of the same deploy change a table that no deployed code knows', () => {
  expect(findUnsafeStatements('ALTER TABLE `notes` DROP COLUMN `text`;', ['notes'])).toEqual([])
  expect(findUnsafeStatements('ALTER TABLE `orders` DROP COLUMN `text`;', ['notes'])).toHaveLength(1)
})
