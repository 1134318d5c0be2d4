import * as fc from 'fast-check'

/** One change of a text. Numbers are taken modulo what there is, so that every one fits every text. */
export interface Mutation {
  readonly kind: 'cut' | 'copy' | 'move' | 'insert' | 'replace' | 'repeat' | 'nest' | 'flip' | 'truncate' | 'splice'
  readonly from: number
  readonly length: number
  readonly to: number
  /** Index into {@link TOKENS}. */
  readonly token: number
}

/** What readers stumble over: brackets, quotes, escapes, line ends, templates, names of the language itself. */
const TOKENS = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '<<',
    '<<~EOF\n',
    "'",
    '"',
    '`',
    '"""',
    "'''",
    '|',
    '|-\n',
    '>',
    '>+2\n',
    '\\',
    '\\\n',
  ],
  ...[
    '\n',
    '\r',
    '\r\n',
    '\t',
    '\n\n',
    '  ',
    '\n      ',
    '\u2028',
    '\u0085',
    '\u0000',
    '\uFEFF',
    '\u202E',
    '\uD800',
    '😀',
    '𝒳',
  ],
  ...[
    ':',
    ': ',
    '- ',
    '? ',
    '#',
    ' #',
    ',',
    ';',
    '&',
    '&a ',
    '*a',
    '*a ',
    '<<: *a\n',
    '!',
    '!!binary ',
    '!reference [a, b]',
    '---\n',
    '...\n',
    '%YAML 1.2\n',
  ],
  ...[
    '${{ ',
    ' }}',
    '${',
    '}',
    '%{',
    '$((',
    '))',
    '$(',
    '`',
    '<<EOF\n',
    '<(',
    '{{',
    '{{-',
    '}}',
    '{%',
    '%}',
    '$[',
    '#{',
    '<%',
    '%>',
    '@@',
    '$$',
  ],
  ...[
    '&&',
    '||',
    '!',
    'if ',
    'then ',
    'fi',
    'for ',
    'do ',
    'done',
    'case ',
    'esac',
    'function ',
    'else ',
    'end',
    '/*',
    '*/',
    '//',
    '=',
    '==',
    '=>',
    '->',
    '?.',
    '*.',
    '..',
    '...',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'null',
    'true',
    '~',
    '0x',
    '1e999',
    '-0',
    '.inf',
    '9'.repeat(30),
    '2001-99-99',
  ],
  ...[
    '::error file=a,line=1::x',
    '<!-- ',
    ' -->',
    '<script>',
    '@everyone',
    '](x)',
    '../',
    '/etc/passwd',
    'file:///',
    '::set-output name=a::b',
  ],
] as const

const KINDS = ['cut', 'copy', 'move', 'insert', 'replace', 'repeat', 'nest', 'flip', 'truncate', 'splice'] as const

const mutation = fc.record<Mutation>({
  kind: fc.constantFrom(...KINDS),
  from: fc.nat(),
  length: fc.oneof(fc.nat(8), fc.nat(80), fc.nat(2_000)),
  to: fc.nat(),
  token: fc.nat(TOKENS.length - 1),
})

/** `texts` changed by one to eight mutations, no longer than `most` UTF-16 units. */
export function mutated(texts: fc.Arbitrary<string>, most: number): fc.Arbitrary<string> {
  return fc
    .tuple(texts, texts, fc.array(mutation, { minLength: 1, maxLength: 8 }))
    .map(([text, other, mutations]) =>
      mutations.reduce((changed, each) => mutate(changed, each, other, most), text).slice(0, most),
    )
}

function mutate(text: string, { kind, from, length, to, token }: Mutation, other: string, most: number): string {
  const start = from % (text.length + 1)
  const end = Math.min(text.length, start + length)
  const [before, piece, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)]
  const word = TOKENS[token] ?? ''
  switch (kind) {
    case 'cut':
      return before + after
    case 'copy':
      return before + piece + piece + after
    case 'move': {
      const rest = before + after
      const place = to % (rest.length + 1)
      return rest.slice(0, place) + piece + rest.slice(place)
    }
    case 'insert':
      return before + word + text.slice(start)
    case 'replace':
      return before + word + after
    case 'repeat':
      return before + (piece || word).repeat(timesOf(to, (piece || word).length, most)) + after
    case 'nest':
      return before + word.repeat(timesOf(to, word.length, most)) + text.slice(start)
    case 'flip':
      return before + String.fromCharCode((text.charCodeAt(start) || 0) ^ (1 << (to % 16))) + text.slice(start + 1)
    case 'truncate':
      return before
    case 'splice':
      return before + other.slice(to % (other.length + 1)).slice(0, 20_000)
  }
}

/** Mostly a few times, now and then as often as there is room. */
function timesOf(number: number, length: number, most: number): number {
  const room = Math.floor(most / Math.max(1, length))
  return number % 16 === 0 ? room : Math.min(room, number % 200)
}
