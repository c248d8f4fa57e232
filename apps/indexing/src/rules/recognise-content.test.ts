import { expect, it } from 'vitest'
import { recogniseContent } from './recognise-content.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

it.each([
  ['%PDF-1.7\n…', 'application/pdf'],
  ['\n\n%PDF-1.4', 'application/pdf'],
  ['\uFEFF%PDF-1.4', 'application/pdf'],
  ['# Magic numbers\n\nA PDF begins with %PDF-1.7.', 'text/markdown'],
  ['Notes\n%PDF-1.7', 'text/plain'],
  ['\u0000\u0001 a header\n%PDF-1.4', 'application/pdf'],
  ['<!DOCTYPE html><title>x</title>', 'text/html'],
  ['\uFEFF<html lang="en">', 'text/html'],
  ['<!-- saved --> <head>', 'text/html'],
  [`${'<!-- -->'.repeat(100)}<html>`, 'text/html'],
  ['<?xml version="1.0"?><!-- a --><html>', 'text/html'],
  ['<h1>Title</h1><p>Text</p>', 'text/html'],
  ['<p align="center">\n<img>\n</p>\n\n# Project\n', 'text/markdown'],
  ['Title\n=====\n', 'text/markdown'],
  ['See [the docs](https://a.test).', 'text/markdown'],
  ['- one\n- two', 'text/markdown'],
  ['Just words. 1 < 2.', 'text/plain'],
  ['C# and # signs', 'text/plain'],
  ['naïve café 🦦', 'text/plain'],
])('takes %j for %s', (text, contentType) => {
  expect(recogniseContent(bytes(text))).toEqual({ contentType })
})

it.each([
  ['a ZIP archive', [0x50, 0x4b, 0x03, 0x04, 0x14]],
  ['UTF-16', [0xff, 0xfe, 0x61, 0x00]],
  ['neither', [0x00, 0x01, 0x02]],
  ['neither', [0x63, 0x61, 0x66, 0xe9]],
  ['empty', []],
  ['empty', [0x20, 0x0a]],
  ['RTF', [...bytes('{\\rtf1\\ansi Otters.}')]],
  ['SVG', [...bytes('<svg xmlns="http://www.w3.org/2000/svg"><text>Otters</text></svg>')]],
  ['SVG', [...bytes('<?xml version="1.0"?><!-- drawn --><!DOCTYPE svg><svg/>')]],
])('refuses what is %s, and says what is accepted', (reason, content) => {
  const recognised = recogniseContent(new Uint8Array(content))

  expect(recognised).toEqual({ refusal: expect.stringContaining(reason) })
  expect(recognised).toEqual({ refusal: expect.stringContaining('PDF, HTML, Markdown and text') })
})

it.each(['<!---->', '<?xml >', '[', '[a](b', '- ', '# ', '-', '\n', ' \n', '<p>', '```'])(
  'tells two megabytes of %j',
  (part) => {
    const text = `${part.repeat(2_000_000 / part.length)}x`

    expect(recogniseContent(bytes(text))).toHaveProperty('contentType')
  },
)
