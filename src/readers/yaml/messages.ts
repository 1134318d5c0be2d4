/** What js-yaml says → what we say: the mistake, and what to do. Matched on the start of its reason. */
const WORDING: readonly (readonly [string, string])[] = [
  [
    'deficient indentation',
    'this line belongs to a bracket or quote opened above: close that, or indent the line deeper',
  ],
  ['tab characters must not be used', 'a tab indents this line: indent with spaces'],
  ['bad indentation of a mapping entry', 'this line is indented unlike its neighbours: align it with the other keys'],
  ['bad indentation of a sequence entry', 'this line is indented unlike its neighbours: align it with the other items'],
  [
    'end of the stream or a document separator is expected',
    'this line does not continue what stands above: check its indentation',
  ],
  [
    'unexpected end of the stream within a flow collection',
    'a bracket is opened and never closed: add the closing bracket',
  ],
  ['unexpected end of the stream within a', 'a quote is opened and never closed: add the closing quote'],
  [
    'unexpected end of the document within a',
    'a quote is still open at the end of the document: add the closing quote',
  ],
  [
    'missed comma between flow collection entries',
    'two entries between brackets have no comma between them: add one, or quote the text',
  ],
  ['expected the node content, but found', 'a comma stands where a value is expected: remove it or write the value'],
  ["expected ':' after a mapping key", 'this key has no colon: write "key: value"'],
  [
    'can not read a block mapping entry',
    'a key runs over several lines: check for a missing colon or a missing indicator such as |',
  ],
  ['a whitespace character is expected after the key-value separator', 'the colon needs a blank after it'],
  ['a line break is expected', 'text follows the | or > of a block: start the text on the next line'],
  ['bad explicit indentation width', 'the indentation of a block cannot be 0: leave the number out'],
  ['repeat of', 'a block indicator is given twice: keep one'],
  ['unknown escape sequence', 'a backslash in double quotes starts no known escape: double it or use single quotes'],
  [
    'expected hexadecimal character',
    'an escape in double quotes lacks hexadecimal digits: complete it or double the backslash',
  ],
  ['expected valid JSON character', 'a control character stands in quotes: remove it or write it as an escape'],
  ['the stream contains non-printable characters', 'an unprintable character stands here: remove it'],
  ['null byte is not allowed', 'a null character stands here: save the file as UTF-8 text'],
  ['nesting exceeded maxDepth', 'the nesting is too deep to be read: flatten it'],
  [
    'undeclared tag handle',
    'this tag uses a handle that no %TAG line declares: declare it or write the tag with one exclamation mark',
  ],
  ['alias node should not have any properties', 'an alias cannot carry an anchor or a tag: remove one of the two'],
  ['name of an al', 'an asterisk starts an alias, and its name is missing: quote the text'],
  ['name of an anchor', 'an ampersand starts an anchor, and its name is missing: quote the text'],
  ['duplication of a', 'a tag, an anchor or a directive is given twice: keep one'],
  ['directives end mark is expected', 'a line that starts with % must be followed by ---: add it or quote the text'],
]

/** The reason of a js-yaml error in our words; reasons without wording are kept as they are. */
export function reworded(reason: string): string {
  return WORDING.find(([start]) => reason.startsWith(start))?.[1] ?? `this is not valid YAML: ${reason}`
}
