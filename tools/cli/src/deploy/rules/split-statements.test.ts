import { expect, it } from 'vitest'
import { splitStatements } from './split-statements.ts'

const wordsOf = (sql: string) => splitStatements(sql).map((words) => words.join(' '))

it('splits at each semicolon, also within a line, and not within a text, a name or a comment', () => {
  const sql = `CREATE INDEX a ON b (c); drop table "x;y"; -- ; DROP
    UPDATE orders SET note = 'a;
DROP TABLE x;'' still' /* ; */ WHERE id = 1`

  expect(wordsOf(sql)).toEqual([
    'CREATE INDEX a ON b ( c )',
    'drop table x;y',
    "UPDATE orders SET note = '…' WHERE id = 1",
  ])
})

it('reads a name however it is quoted', () => {
  for (const name of ['orders', '`orders`', '"orders"', '[orders]']) {
    expect(wordsOf(`DROP TABLE ${name};`)).toEqual(['DROP TABLE orders'])
  }
})

it('keeps a trigger in one piece', () => {
  const sql =
    'CREATE TRIGGER t AFTER INSERT ON orders BEGIN UPDATE a SET b = CASE WHEN 1 THEN 2 END; DELETE FROM c; END;\nDROP INDEX i;'

  expect(splitStatements(sql)).toHaveLength(2)
})
