import * as fc from 'fast-check'

const command = fc.letrec<{ readonly script: string; readonly simple: string; readonly word: string }>((tie) => ({
  word: fc.oneof(
    fc.constantFrom(
      'make',
      'npm',
      'test',
      'kubectl',
      '$X',
      '"$Y z"',
      "'q'",
      '${A:-b}',
      '$((1+2))',
      '\\',
      '{a,b}',
      '*.sh',
    ),
    tie('script').map((inner) => `$(${inner})`),
    tie('script').map((inner) => `"$(${inner})"`),
    fc.string({ maxLength: 8 }),
  ),
  simple: fc.array(tie('word'), { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
  script: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('simple'),
    fc
      .tuple(tie('script'), fc.constantFrom(' && ', ' || ', '; ', ' | ', ' & ', '\n'), tie('script'))
      .map((all) => all.join('')),
    fc.tuple(tie('script'), tie('script')).map(([test, then]) => `if ${test}; then ${then}; else :; fi`),
    fc.tuple(tie('word'), tie('script')).map(([name, body]) => `for x in ${name}; do ${body}; done`),
    fc.tuple(tie('word'), tie('script')).map(([name, body]) => `case ${name} in ${name}) ${body} ;; esac`),
    tie('script').map((body) => `f() { ${body}; }; f`),
    tie('script').map((body) => `( ${body} ) > "out" 2>&1`),
    tie('script').map((body) => `sh -c '${body}'`),
    tie('script').map((body) => `cat <<EOF\n${body}\nEOF\n`),
  ),
}))

/** Commands of a shell within commands. */
export const shellTexts: fc.Arbitrary<string> = command.script.map((text) => text.slice(0, 4_000))

const hcl = fc.letrec<{ readonly body: string; readonly value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      '1',
      '-2.5e3',
      'true',
      'null',
      '"a"',
      '"${var.x}-%{ if a }b%{ endif }"',
      'var.a.b[0].*.c',
      '<<-EOT\n  a ${b}\n  EOT',
    ),
    fc.string({ maxLength: 8 }).map((text) => JSON.stringify(text)),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc
      .array(tie('value'), { maxLength: 3 })
      .map((items) => `{${items.map((item, index) => `k${index} = ${item}`).join(', ')}}`),
    fc.tuple(tie('value'), fc.constantFrom('+', '==', '&&', '?', ':', '||'), tie('value')).map((all) => all.join(' ')),
    tie('value').map((inner) => `merge(${inner}, { for k, v in ${inner} : k => v if v != null })`),
    tie('value').map((inner) => `[for x in ${inner} : x...]`),
  ),
  body: fc
    .array(
      fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc
          .tuple(fc.constantFrom('a', 'for_each', 'count', 'source'), tie('value'))
          .map(([key, value]) => `${key} = ${value}\n`),
        fc
          .tuple(
            fc.constantFrom('resource "aws_s3_bucket" "b"', 'variable "x"', 'dynamic "tag"', 'locals', 'module "m"'),
            tie('body'),
          )
          .map(([header, body]) => `${header} {\n${body}}\n`),
      ),
      { maxLength: 4 },
    )
    .map((items) => items.join('')),
}))

/** Bodies of HCL within bodies. */
export const hclTexts: fc.Arbitrary<string> = hcl.body.map((text) => text.slice(0, 4_000))
