import { describe, expect, test } from '@jest/globals'
import { valueAt } from '../../../src/models/value.js'
import { satisfies } from '../../../src/readers/infrastructure/helm/engine/semver.js'
import { chartOf, chartRoots, readChart, readChartTemplate } from '../../../src/readers/infrastructure/helm/index.js'
import { filesOf } from '../../helpers/files.js'
import { readerContext } from '../../helpers/memory-files.js'
import { covered, plainOf } from './plain.js'
import { processorTime } from '../../helpers/processor-time.js'

const HELPERS = `
{{/* Name of the chart's objects */}}
{{- define "shop.fullname" -}}
{{- if contains .Chart.Name .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}
{{- define "shop.labels" -}}
app: {{ .Chart.Name }}
{{- if .Chart.AppVersion }}
version: {{ .Chart.AppVersion | quote }}
{{- end }}
{{- end -}}
`

interface Chart {
  readonly template: string
  readonly values?: string
  readonly chart?: string
  readonly more?: Readonly<Record<string, string>>
}

function read({ template, values = '', chart = 'name: shop\nversion: 1.0.0\nappVersion: 2.1\n', more = {} }: Chart) {
  const context = readerContext(
    filesOf({
      'shop/Chart.yaml': chart,
      'shop/values.yaml': values,
      'shop/templates/_helpers.tpl': HELPERS,
      'shop/templates/app.yaml': template,
      ...more,
    }),
  )
  const { resources, unread } = readChartTemplate(context, 'shop/templates/app.yaml', 'shop')
  return { resources, unread, defects: context.defects }
}

/** What an expression comes to as the value of a key. */
function valueOf(expression: string, values = '', chart?: string): unknown {
  const template = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nspec:\n  value: ${expression}\n`
  const { resources, unread } = read({ template, values, ...(chart !== undefined && { chart }) })
  return unread?.reason ?? plainOf(valueAt(resources[0]?.properties, 'spec.value'))
}

describe('charts', () => {
  test('the innermost chart around a templates folder', () => {
    const roots = chartRoots(['Chart.yaml', 'charts/db/Chart.yaml', 'web/Chart.yml', 'web/values.yaml'])
    expect(chartOf('templates/a.yaml', roots)).toBe('.')
    expect(chartOf('charts/db/templates/x/a.yaml', roots)).toBe('charts/db')
    expect(chartOf('web/templates/templates/a.yaml', roots)).toBe('web')
    expect(chartOf('web/values.yaml', roots)).toBeUndefined()
    expect(chartOf('other/templates/a.yaml', roots)).toBeUndefined()
    expect(chartOf('templates/a.yaml', new Set())).toBeUndefined()
  })

  test('the chart as a resource', () => {
    const context = readerContext(
      filesOf({
        'shop/Chart.yaml': 'apiVersion: v2\nname: shop\ndependencies: [{name: db, version: ^1.0.0}]\n',
        'shop/values.yaml': 'image: {tag: latest}\n',
      }),
    )
    const [chart] = readChart(context, 'shop/Chart.yaml').resources
    expect(chart).toMatchObject({
      technology: 'helm',
      type: 'chart',
      name: 'shop',
      module: 'shop',
      at: { line: 2, column: 7 },
    })
    expect(plainOf(valueAt(chart?.properties, 'dependencies'))).toEqual([{ name: 'db', version: '^1.0.0' }])
    const tag = valueAt(chart?.properties, '@values.image.tag')
    expect([plainOf(tag), tag?.at.file, tag?.at.line]).toEqual(['latest', 'shop/values.yaml', 1])
  })
})

describe('rendering', () => {
  test('a file without any template construct', () => {
    const { resources } = read({ template: 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\n' })
    expect(resources).toMatchObject([
      { technology: 'helm', type: 'v1/Service', name: 'a', module: 'shop', complete: true },
    ])
  })

  test('a deployment as charts have it', () => {
    const template = `{{- $name := include "shop.fullname" . -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $name }}-web
  namespace: {{ .Release.Namespace }}
  labels:
    {{- include "shop.labels" . | nindent 4 }}
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicas }}
  {{- end }}
  template:
    spec:
      containers:
        - name: {{ .Chart.Name }}
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          {{- with .Values.probe }}
          readinessProbe:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          resources: {{- toYaml .Values.resources | nindent 12 }}
          {{- range $key, $value := .Values.env }}
          {{- if eq $key "a" }}
          # first
          {{- end }}
          {{- end }}
          env:
            {{- range $key, $value := .Values.env }}
            - name: {{ $key | upper }}
              value: {{ $value | quote }}
            {{- end }}
`
    const values = `replicas: 3
image: {repository: acme/web, tag: ""}
autoscaling: {enabled: false}
probe: {httpGet: {path: /ready, port: 80}}
resources: {}
env: {b: 2, a: "yes"}
`
    const { resources, unread, defects } = read({ template, values })
    expect({ unread, defects }).toEqual({ unread: undefined, defects: [] })
    const [deployment] = resources
    expect(deployment).toMatchObject({
      name: '{{ .Release.Name }} or {{ .Release.Name }}-shop-web',
      namespace: '{{ .Release.Namespace }}',
      at: { line: 5, column: 9 },
    })
    expect(plainOf(valueAt(deployment?.properties, 'metadata.labels'))).toEqual({ app: 'shop', version: '2.1' })
    expect(plainOf(valueAt(deployment?.properties, 'spec'))).toEqual({
      replicas: 3,
      template: {
        spec: {
          containers: [
            {
              name: 'shop',
              image: 'acme/web:2.1',
              readinessProbe: { httpGet: { path: '/ready', port: 80 } },
              resources: {},
              env: [
                { name: 'A', value: 'yes' },
                { name: 'B', value: '2' },
              ],
            },
          ],
        },
      },
    })
    const image = valueAt(deployment?.properties, 'spec.template.spec.containers.image')
    expect(covered(template, image)).toBe(
      '"{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"',
    )
    expect(image).toMatchObject({ via: ['.Values.image.repository', '.Values.image.tag'] })
    expect(image?.at.route).toBe('spec.template.spec.containers[0].image')
    const replicas = valueAt(deployment?.properties, 'spec.replicas')
    expect([covered(template, replicas), replicas]).toMatchObject([
      '{{ .Values.replicas }}',
      { via: ['.Values.replicas'] },
    ])
    const path = valueAt(deployment?.properties, 'spec.template.spec.containers.readinessProbe.httpGet.path')
    expect(covered(template, path)).toBe('{{- toYaml . | nindent 12 }}')
    expect(valueAt(deployment?.properties, 'spec.template.spec.containers.name')).not.toHaveProperty('via')
  })

  test('what is off by default is not there, and nothing is unread', () => {
    const template = '{{- if .Values.on }}\napiVersion: v1\nkind: Service\nmetadata: {name: a}\n{{- end }}\n'
    expect(read({ template, values: 'on: false' })).toEqual({ resources: [], unread: undefined, defects: [] })
    expect(read({ template, values: 'on: true' }).resources).toHaveLength(1)
    expect(read({ template, values: 'on: yes' }).resources).toHaveLength(1)
  })

  test.each([
    ['_partial.yaml', 'apiVersion: v1\nkind: Service\n'],
    ['NOTES.txt', 'apiVersion: {{ x }}\n'],
    ['values.json', '{}'],
  ])('%s is no manifest', (name, text) => {
    const context = readerContext(filesOf({ 'Chart.yaml': 'name: a', [`templates/${name}`]: text }))
    expect(readChartTemplate(context, `templates/${name}`, '.')).toEqual({ resources: [] })
  })

  test('what Helm takes although YAML does not: equal keys, of which the last counts, and text behind a separator', () => {
    const object = (name: string) => `apiVersion: v1\nkind: Service\nmetadata:\n  name: x\n  name: ${name}\n`
    const template = `${object('{{ .Values.a }}')}---# the second\n${object('b')}`
    const { resources, unread } = read({ template, values: 'a: old\na: new\n' })
    expect(unread).toBeUndefined()
    expect(resources.map(({ name, at }) => [name, at.line])).toEqual([
      ['new', 5],
      ['b', 11],
    ])
  })

  test('a chart in a chart takes what its parent sets', () => {
    const more = {
      'shop/charts/db/Chart.yaml': 'name: db',
      'shop/charts/db/values.yaml': 'size: 1\nkeep: 2\ndrop: 3\n',
      'shop/charts/db/templates/db.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: db}\ndata: {{ toJson .Values }}\nlabels: {{ include "shop.labels" . | fromYaml | toJson }}\n',
    }
    const context = readerContext(
      filesOf({
        ...more,
        'shop/Chart.yaml': 'name: shop',
        'shop/values.yaml': 'db: {size: 5, drop: null}\nglobal: {zone: a}\n',
        'shop/templates/_helpers.tpl': HELPERS,
      }),
    )
    const { resources } = readChartTemplate(context, 'shop/charts/db/templates/db.yaml', 'shop/charts/db')
    expect(plainOf(valueAt(resources[0]?.properties, 'data'))).toEqual({ size: 5, keep: 2, global: { zone: 'a' } })
    expect(plainOf(valueAt(resources[0]?.properties, 'labels'))).toEqual({ app: 'db' })
  })

  test('a template that changes the values leaves them alone for the next one', () => {
    const map = (name: string, text: string) =>
      `${text}\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\nx: {{ .Values.x }}\n`
    const context = readerContext(
      filesOf({
        'Chart.yaml': 'name: a',
        'values.yaml': 'x: 1',
        'templates/a.yaml': map('a', '{{- $_ := set .Values "x" 2 }}'),
        'templates/b.yaml': map('b', ''),
      }),
    )
    const x = ['a', 'b'].map((name) => readChartTemplate(context, `templates/${name}.yaml`, '.').resources[0])
    expect(x.map((each) => plainOf(valueAt(each?.properties, 'x')))).toEqual([2, 1])
  })
})

describe('expressions', () => {
  const VALUES = 'a: {b: {c: text}}\nlist: [x, y]\nempty: ""\nnone:\nnumber: 8080\nflag: true\nname: "web app"\n'

  test.each([
    ['{{ .Values.a.b.c }}', 'text'],
    ['{{ $.Values.a.b.c | quote }}', 'text'],
    ['{{ .Values.number }}', 8080],
    ['{{ .Values.number | quote }}', '8080'],
    ['{{ .Values.missing }}', null],
    ['{{ .Values.missing | default "x" }}', 'x'],
    ['{{ default 5 .Values.none }}', 5],
    ['{{ (.Values.none).deep }}', null],
    ['{{ coalesce .Values.empty .Values.none "last" }}', 'last'],
    ['{{ ternary "on" "off" .Values.flag }}', 'on'],
    ['{{ .Values.name | replace " " "-" | trunc 5 | trimSuffix "-" | title }}', 'Web-A'],
    ['{{ printf "%s:%v/%d" .Values.a.b.c .Values.flag (int .Values.number) }}', 'text:true/8080'],
    ['{{ .Values.list | join "," }}', 'x,y'],
    ['{{ .Values.list }}', ['x y']],
    ['{{ index .Values.list 1 }}', 'y'],
    ['{{ index .Values.a "b" "c" }}', 'text'],
    ['{{ len .Values.list }}', 2],
    ['{{ has "x" .Values.list }}', true],
    ['{{ first .Values.list }}{{ last .Values.list }}', 'xy'],
    ['{{ dig "b" "z" "none" .Values.a }}', 'none'],
    ['{{ hasKey .Values.a "b" }}', true],
    ['{{ keys .Values.a | first }}', 'b'],
    ['{{ get .Values.a.b "c" }}', 'text'],
    ['{{ (dict "k" "v").k }}', 'v'],
    ['{{ toJson (omit .Values.a "b") }}', {}],
    ['{{ merge (dict "a" 1) (dict "a" 2 "b" 3) | toJson }}', { a: 1, b: 3 }],
    ['{{ mergeOverwrite (dict "a" 1) (dict "a" 2) | toJson }}', { a: 2 }],
    ['{{ and .Values.flag .Values.a.b.c }}', 'text'],
    ['{{ or .Values.empty .Values.a.b.c }}', 'text'],
    ['{{ and .Values.empty .Values.a.b.c.d }}', null],
    ['{{ eq .Values.a.b.c "other" "text" }}', true],
    ['{{ if and (ge (int .Values.number) 80) (ne .Values.name "") }}big{{ else if .Values.none }}x{{ end }}', 'big'],
    ['{{ with .Values.a.b }}{{ .c }}-{{ $.Chart.Name }}{{ end }}', 'text-shop'],
    ['{{ range $i, $e := .Values.list }}{{ if $i }}+{{ end }}{{ $e }}{{ end }}', 'x+y'],
    ['{{ range .Values.none }}x{{ else }}nothing{{ end }}', 'nothing'],
    [
      '{{ range until 5 }}{{ if eq . 1 }}{{ continue }}{{ end }}{{ if eq . 3 }}{{ break }}{{ end }}n{{ . }}{{ end }}',
      'n0n2',
    ],
    ['{{ $x := "a" }}{{ range .Values.list }}{{ $x = . }}{{ end }}{{ $x }}', 'y'],
    ['{{ tpl "{{ .Values.a.b.c }}!" . }}', 'text!'],
    ['{{ "{{" }}{{/* a comment */}}{{ `raw }}` }}'.replace('"{{"', '"x"'), 'xraw }}'],
    ['{{ kindIs "map" .Values.a }}', true],
    ['{{ semverCompare ">=1.20-0" .Capabilities.KubeVersion.Version }}', true],
    ['{{ .Capabilities.APIVersions.Has "policy/v1" }}', true],
    ['{{ add 1 2 | mul 3 }}', 9],
    ['{{ include "shop.labels" . | fromYaml | toJson }}', { app: 'shop', version: '2.1' }],
    ['{{ splitList "," "a,b" | last }}', 'b'],
    ['{{with.Values.flag}}{{.}}{{end}}', true],
    ['{{ list 1 2 3 | chunk 2 | len }}', 2],
    ['{{ round 1.256 2 }}', 1.26],
    ['{{ base "a/b.txt" }}', 'b.txt'],
    ['{{ typeIsLike "string" .Values.name }}', true],
  ])('%s', (expression, expected) => {
    expect(valueOf(expression, VALUES)).toEqual(expected)
  })

  test.each([
    ['{{ .Release.Name }}', '{{ .Release.Name }}', '.Release.Name'],
    ['{{ .Release.Name }}-db', '{{ .Release.Name }}-db', '.Release.Name'],
    ['{{ .Release.Name | quote }}', '{{ .Release.Name }}', '.Release.Name'],
    ['{{ printf "%s-x" .Release.Name | trunc 63 }}', '{{ .Release.Name }}-x', 'trunc 63 .Release.Name-x'],
    ['{{ required "a name" .Values.missing }}', '{{ required "a name" }}', 'required "a name"'],
    ['{{ randAlphaNum 10 | b64enc | quote }}', undefined, 'b64enc randAlphaNum 10'],
    ['{{ .Files.Get "config.json" | quote }}', undefined, '.Files.Get'],
    ['{{ include "common.name" . }}', undefined, 'include "common.name"'],
    ['{{ lookup "v1" "Secret" "a" "b" }}', undefined, 'lookup v1 Secret a b'],
    ['{{ if .Release.IsUpgrade }}a{{ else }}b{{ end }}', 'a or b', '.Release.IsUpgrade'],
    ['{{ .Values.db.host }}', '{{ .Values.db.host }}', '.Values.db.host'],
    ['{{ .Values.wanted.host }}:80', '{{ .Values.wanted.host }}:80', '.Values.wanted.host'],
    ['{{ .Values.wanted.deep.host | quote }}', '{{ .Values.wanted.deep.host }}', '.Values.wanted.deep.host'],
    ['{{ index .Values "wanted" "host" }}', undefined, 'index … wanted host'],
    ['{{ hasKey .Values.wanted "host" }}', undefined, 'hasKey null host'],
    ['{{ .Values.wanted | trimSuffix "-" }}', undefined, 'trimSuffix - null'],
    ['{{ htmlDate now }}', undefined, 'htmlDate now'],
  ])('only an installation knows %s', (expression, text, reference) => {
    const chart = 'name: shop\nversion: 1.0.0\ndependencies: [{name: db, version: 1.0.0}]\n'
    const value = valueOf(expression, '', chart)
    expect(value).toMatchObject({ references: [reference], ...(text !== undefined && { text }) })
  })

  test('both ways of a condition that is not known may agree, or one may fail', () => {
    expect(valueOf('{{ if .Release.IsUpgrade }}a{{ else }}a{{ end }}')).toBe('a')
    expect(valueOf('{{ if .Release.IsUpgrade }}{{ fail "no" }}{{ else }}b{{ end }}')).toBe('b')
    expect(valueOf('{{ $x := 1 }}{{ if .Release.IsUpgrade }}{{ $x = 2 }}{{ end }}{{ $x }}')).toMatchObject({
      references: ['$x'],
    })
    expect(valueOf('{{ $x := 1 }}{{ if not .Release.Name }}{{ else }}{{ $y := 2 }}{{ end }}{{ $x }}')).toBe(1)
  })
})

describe('what is never guessed', () => {
  test.each([
    [
      'structure that hangs on the cluster',
      '{{ if .Capabilities.APIVersions.Has "example.com/v1" }}\n  a: b\n{{ end }}',
    ],
    ['a list that hangs on the release', '{{ if .Release.IsUpgrade }}\n  - a\n{{ end }}'],
    ['an unknown function', '{{ frobnicate 1 }}'],
    ['a field of text', '{{ .Values.x.y.z }}'],
    ['a refusal', '{{ fail "set a value" }}'],
    ['a map in text', '{{ .Values }}'],
    ['a variable of nowhere', '{{ $x }}'],
    ['no end', '{{ if .Values.a }}'],
    ['too many ends', '{{ end }}'],
    ['broken syntax', '{{ .Values.a | }}{{ ( }}'],
    ['a brace that is open', '{{ .Values'],
    [
      'values changed where a condition is not known',
      '{{ if .Release.IsUpgrade }}{{ $_ := set .Values "x" 1 }}{{ end }}',
    ],
    ['text that is no YAML', '{{ "a: b: c" }}'],
    ['a file that is not there as a list', '{{ range $p, $_ := .Files.Glob "*" }}a{{ end }}'],
    ['private-use characters', '\uE000'],
    ['a regular expression as structure', '{{ if regexMatch "a" "b" }}\n  a: b\n{{ end }}'],
  ])('%s', (_, text) => {
    const template = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nspec:\n  value: ${text}\n`
    const { resources, unread, defects } = read({ template, values: 'x: {y: text}' })
    expect({ resources, defects }).toEqual({ resources: [], defects: [] })
    expect(unread).toMatchObject({ technology: 'helm', reason: expect.stringMatching(/^a chart template/) })
  })

  test('an API version that hangs on the cluster', () => {
    const template = 'apiVersion: {{ .Files.Get "x" }}\nkind: Service\nmetadata: {name: a}\n'
    expect(read({ template })).toMatchObject({ resources: [], unread: { technology: 'helm' } })
  })

  test('values that do not parse', () => {
    const template = 'apiVersion: v1\nkind: Service\nmetadata: {name: "{{ .Values.a }}"}\n'
    expect(read({ template, values: 'a: [' })).toMatchObject({ resources: [], unread: { technology: 'helm' } })
  })
})

test.each([
  ['>=1.19-0', '1.33.0', true],
  ['>= 1.19.0, < 1.30', 'v1.33.0', false],
  ['<1.14-0 || >=1.20', '1.33.0', true],
  ['^1.20', '1.33.0', true],
  ['~1.33.1', '1.33.0', false],
  ['~1.33', '1.33.7', true],
  ['=1.33.0', '1.33.0', true],
  ['!=1.33.0', '1.33.0', false],
  ['1.x', '1.33.0', undefined],
  ['1.2 - 1.4', '1.33.0', undefined],
  ['>=1.0', 'nonsense', undefined],
])('%s holds for %s: %s', (constraint, version, expected) => {
  expect(satisfies(constraint, version)).toBe(expected)
})

describe('hostile charts end soon', () => {
  const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nspec:\n  value: '
  const doubling = Array.from(
    { length: 35 },
    (_, n) => `{{ define "d${n}" }}{{ include "d${n + 1}" . }}{{ include "d${n + 1}" . }}{{ end }}`,
  ).join('')

  test.each([
    ['a template that calls itself', '{{ define "r" }}{{ include "r" . }}{{ end }}{{ include "r" . }}'],
    ['templates that double', `${doubling}{{ define "d35" }}x{{ end }}{{ include "d0" . }}`],
    ['tpl of itself', '{{ tpl .Values.self . }}'],
    ['a long count', '{{ range until 100000000 }}x{{ end }}'],
    ['loops in loops', '{{ range until 9000 }}{{ range until 9000 }}x{{ end }}{{ end }}'],
    ['a long repeat', '{{ repeat 1000000000 "xx" }}'],
    ['text that doubles', '{{ $x := "xxxxxxxx" }}{{ range until 100 }}{{ $x = print $x $x }}{{ end }}'],
    ['a map in itself', '{{ $d := dict }}{{ $_ := set $d "d" $d }}{{ toYaml $d }}'],
    [
      'a map merged into itself',
      '{{ $d := dict "a" 1 }}{{ $_ := set $d "d" $d }}{{ merge $d (dict "d" $d) | toJson }}',
    ],
    ['many braces', '{{'.repeat(50_000)],
    ['many parentheses', `{{ ${'('.repeat(50_000)} }}`],
    ['many quotes', `{{ ${'"\\'.repeat(50_000)} }}`],
    ['many dashes', '{{- '.repeat(50_000)],
    ['deep control', '{{ if 1 }}'.repeat(50_000)],
    ['a wide printf', `{{ printf "${'%'.repeat(100_001)}" 1 }}`],
  ])('%s', (_, text) => {
    const started = processorTime()
    const { resources } = read({ template: head + text + '\n', values: 'self: "{{ tpl .Values.self . }}"' })
    expect(resources).toEqual([])
    expect(processorTime() - started).toBeLessThan(20_000)
  })
})
