export type Quantised = { values: Int8Array; scales: Float32Array }

const INT8_MAX = 127
/** The kernel takes as many columns at a time. */
const PANEL = 8

/** Each column with a scale of its own, laid out as the kernel reads it: panels of eight columns, `[columns / 8][rows][8]`. */
export function quantiseColumns(data: Float32Array, rows: number, columns: number): Quantised {
  const scales = new Float32Array(columns)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const size = Math.abs(data[row * columns + column] ?? 0) / INT8_MAX
      scales[column] = Math.max(scales[column] ?? 0, size)
    }
  }

  const values = new Int8Array(rows * columns)
  let at = 0
  for (let panel = 0; panel < columns; panel += PANEL) {
    for (let row = 0; row < rows; row++) {
      for (let column = panel; column < panel + PANEL; column++) {
        values[at++] = Math.round((data[row * columns + column] ?? 0) / (scales[column] || 1))
      }
    }
  }
  return { values, scales }
}

/** Each row with a scale of its own. */
export function quantiseRows(data: Float32Array, rows: number, columns: number): Quantised {
  const scales = new Float32Array(rows)
  const values = new Int8Array(rows * columns)
  for (let row = 0; row < rows; row++) {
    const numbers = data.subarray(row * columns, (row + 1) * columns)
    const scale = numbers.reduce((max, number) => Math.max(max, Math.abs(number)), 0) / INT8_MAX
    scales[row] = scale
    values.set(
      numbers.map((number) => Math.round(number / (scale || 1))),
      row * columns,
    )
  }
  return { values, scales }
}
