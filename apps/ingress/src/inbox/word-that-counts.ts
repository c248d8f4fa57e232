/** SQL for the word that counts among the functions': failed while any says so, handled once one does. */
export const wordThatCounts = (column: 'outcome' | 'run_id' | 'reason') =>
  `(SELECT ${column} FROM settlements WHERE settlements.key = deliveries.key
    ORDER BY CASE outcome WHEN 'failed' THEN 0 WHEN 'handled' THEN 1 ELSE 2 END, function_id LIMIT 1)`
