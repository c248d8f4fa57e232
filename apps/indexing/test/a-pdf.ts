const ENCRYPTION = `<< /Filter /Standard /V 1 /R 2 /P -4 /O (${'o'.repeat(32)}) /U (${'u'.repeat(32)}) >>`
const LINE_CHARACTERS = 90

/** A PDF with these pages, in Helvetica, a line break wherever the line is full; encrypted with a password that nobody knows. */
export function aPdf(pages: string[], { isEncrypted = false } = {}): Uint8Array<ArrayBuffer> {
  const kids = pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((page, i) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + 2 * i} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      streamOf(page),
    ]),
    ...(isEncrypted ? [ENCRYPTION] : []),
  ]

  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, i) => {
    const offset = file.length
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const encryption = isEncrypted ? `/Encrypt ${objects.length} 0 R /ID [<00> <00>]` : ''
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${encryption} >>\nstartxref\n${file.length}\n%%EOF\n`
  return new Uint8Array(new TextEncoder().encode(file + table + trailer))
}

function streamOf(page: string): string {
  const lines = page
    .split('\n')
    .flatMap(wrap)
    .map((line) => `(${line.replaceAll(/[\\()]/g, '\\$&')}) Tj T*`)
  const content = `BT /F1 11 Tf 14 TL 40 750 Td\n${lines.join('\n')}\nET`
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`
}

function wrap(line: string): string[] {
  return (
    line.match(new RegExp(`.{1,${LINE_CHARACTERS}}(?:\\s|$)`, 'g'))?.map((part) => part.trimEnd()) ?? ['']
  )
}
