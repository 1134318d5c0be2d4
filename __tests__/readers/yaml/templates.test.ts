import { describe, expect, test } from '@jest/globals'
import { looksTemplated } from '../../../src/readers/yaml/templates.js'

describe('plain YAML', () => {
  test.each([
    'run: echo ${{ github.sha }}',
    'if: ${{ always() }}',
    'name: "{{ item }}"',
    "- '{{ item }}'",
    'run: docker inspect --format {{.Id}} x',
    'run: |\n  {{ x }}\n  {% if y %}\nnext: 1',
    'run: >- # why\n  {{ x }}',
    'a: {b: {c: 1}}',
    '# {{ x }}',
    `a: ${'- '.repeat(100_000)}`,
  ])('%j', (source) => {
    expect(looksTemplated(source)).toBe(false)
  })
})

describe('templates of YAML', () => {
  test.each([
    '{{- if .Values.x }}\na: 1\n{{- end }}',
    'a:\n  {{- toYaml .Values.x | nindent 2 }}',
    'replicas: {{ .Values.replicas }}',
    '- {{ item }}',
    '- name: {{ item }}',
    '{% for x in y %}\n- a\n{% endfor %}',
    'run: |\n  text\n{{ end }}',
  ])('%j', (source) => {
    expect(looksTemplated(source)).toBe(true)
  })
})
