import { describe, expect, test } from '@jest/globals'
import { readSarif } from '../../../src/readers/sarif/read-sarif.js'
import { REPORTS } from './reports.js'

const ROOT = '/home/runner/work/shop/shop'
const read = (text: string) => readSarif('out.sarif', text, [ROOT])
const runsOf = (text: string) => {
  const reading = read(text)
  return reading.ok ? reading.runs : []
}
const log = (run: object) => JSON.stringify({ version: '2.1.0', runs: [run] })
const withResult = (result: object, run: object = {}) =>
  runsOf(log({ tool: { driver: { name: 'x' } }, results: [result], ...run }))[0]
const fileOf = (artifactLocation: object, run: object = {}) =>
  withResult({ ruleId: 'r', locations: [{ physicalLocation: { artifactLocation, region: { startLine: 2 } } }] }, run)
    ?.results[0]?.at?.file

describe('what each tool writes', () => {
  test.each([
    ['zizmor', 'zizmor', '1.16.2', 'zizmor/unpinned-uses', 'error', '.github/workflows/ci.yml:7'],
    ['actionlint', 'GitHub Actions lint', '1.7.7', 'expression', 'error', '.github/workflows/ci.yml:3'],
    ['checkov', 'Checkov', '3.2.400', 'CKV_AWS_24', 'error', 'infra/main one.tf:4'],
    ['trivy', 'Trivy', '0.58.0', 'CVE-2020-8203', 'error', 'package-lock.json:9'],
    ['kics', 'KICS', 'v2.1.3', '61d1a2d0-4db8-405a-913d-5d2ce49dff6f', 'error', 'infra/db.tf:2'],
    ['tflint', 'tflint', '0.51.1', 'terraform_required_version', 'warning', 'main.tf:1'],
    ['cfn-lint', 'cfn-lint', '1.20.0', 'E3012', 'error', 'templates/app.yaml:14'],
    ['cfn-nag', 'cfn_nag', undefined, 'F3', 'error', 'templates/role.yaml:3'],
    ['semgrep', 'Semgrep OSS', '1.100.0', 'python.lang.security.audit.eval', 'warning', 'app/run.py:5'],
    ['codeql', 'CodeQL', '2.20.0', 'actions/unpinned-tag', 'notice', '.github/workflows/ci.yml:7'],
    ['scorecard', 'Scorecard', 'v5.0.0', 'BranchProtectionID', 'warning', 'no file associated with this alert:1'],
    ['gitleaks', 'gitleaks', 'v8.0.0', 'github-pat', 'warning', 'app/.env:2'],
  ] as const)('%s', (name, tool, version, rule, severity, place) => {
    const runs = runsOf(REPORTS[name])
    expect(runs).toHaveLength(1)
    expect(runs[0]).toMatchObject({ tool, report: 'out.sarif', completed: true, beyond: 0 })
    expect(runs[0]?.version).toBe(version)
    const [result, ...more] = runs[0]?.results ?? []
    expect(more).toEqual([])
    expect(result).toMatchObject({ rule, severity })
    expect(`${result?.at?.file}:${result?.at?.line}`).toBe(place)
  })

  test('kinds of rules are told by name, tag and category', () => {
    expect(runsOf(REPORTS.kics)[0]?.results[0]?.labels).toContain('Encryption')
    expect(runsOf(REPORTS.trivy)[0]?.labels.has('LanguageSpecificPackageVulnerability')).toBe(true)
    expect(runsOf(REPORTS.codeql)[0]?.results[0]?.labels).toEqual(['actions/unpinned-tag', 'security'])
  })

  test('messages are one line, and what is settled in the code is counted', () => {
    expect(runsOf(REPORTS.trivy)[0]?.results[0]?.message).toBe(
      'Package: lodash Installed Version: 4.17.15 Vulnerability CVE-2020-8203',
    )
    expect(runsOf(REPORTS.checkov)[0]).toMatchObject({ settled: 1 })
    expect(runsOf(REPORTS.codeql)[0]).toMatchObject({ looked: 1 })
    expect(runsOf(REPORTS.zizmor)[0]?.looked).toBeUndefined()
  })

  test('an error run with results says that the tool did not do its work', () => {
    const failing = REPORTS.tflint.replace(
      '"tflint-errors","version":"0.51.1"}},"results":[]',
      '"tflint-errors"}},"results":[{"ruleId":"application_error","level":"error","message":{"text":"no plugin"}}]',
    )
    expect(runsOf(failing)).toHaveLength(1)
    expect(runsOf(failing)[0]).toMatchObject({ tool: 'tflint', completed: false })
  })
})

describe('results that are no findings', () => {
  test.each([
    [{ suppressions: [{ kind: 'inSource' }] }, 0, 1],
    [{ suppressions: [{ kind: 'external', status: 'accepted' }] }, 0, 1],
    [{ suppressions: [{ kind: 'external', status: 'rejected' }] }, 1, 0],
    [{ suppressions: [{ kind: 'inSource' }, { kind: 'external', status: 'underReview' }] }, 1, 0],
    [{ suppressions: [] }, 1, 0],
    [{ baselineState: 'absent' }, 0, 1],
    [{ baselineState: 'unchanged' }, 1, 0],
    [{ kind: 'pass' }, 0, 0],
    [{ kind: 'notApplicable' }, 0, 0],
  ])('%j: %d found, %d settled', (result, found, settled) => {
    const run = withResult({ ruleId: 'r', message: { text: 'm' }, ...result })
    expect(run?.results).toHaveLength(found)
    expect(run?.settled).toBe(settled)
  })

  test('what was there before is marked', () => {
    expect(withResult({ ruleId: 'r', baselineState: 'unchanged' })?.results[0]?.unchanged).toBe(true)
  })
})

describe('paths', () => {
  const mounted = { originalUriBaseIds: { SRC: { uri: 'file:///src/' }, SUB: { uri: `file://${ROOT}/infra/` } } }
  test.each([
    [{ uri: 'a/b.tf' }, 'a/b.tf'],
    [{ uri: './a/../b.tf' }, 'b.tf'],
    [{ uri: 'a\\b.tf' }, 'a/b.tf'],
    [{ uri: 'a%20b.tf' }, 'a b.tf'],
    [{ uri: '100%.tf' }, '100%.tf'],
    [{ uri: `file://${ROOT}/x/y.tf` }, 'x/y.tf'],
    [{ uri: `file://localhost${ROOT}/x/y.tf` }, 'x/y.tf'],
    [{ uri: `${ROOT}/x/y.tf` }, 'x/y.tf'],
    [{ uri: 'file:///src/x/y.tf' }, 'x/y.tf'],
    [{ uri: 'main.tf', uriBaseId: 'SUB' }, 'infra/main.tf'],
    [{ uri: 'main.tf', uriBaseId: 'SRC' }, 'main.tf'],
    [{ uri: 'main.tf', uriBaseId: 'NONE' }, 'main.tf'],
    [{ uri: '../secret' }, undefined],
    [{ uri: '..%2f..%2fetc/passwd' }, undefined],
    [{ uri: 'file:///etc/passwd' }, undefined],
    [{ uri: `${ROOT}-other/a.tf` }, undefined],
    [{ uri: `file://${ROOT}/../a.tf` }, undefined],
    [{ uri: 'https://example.com/a.tf' }, undefined],
    [{ uri: 'git::https://example.com/a' }, undefined],
    [{ uri: 'a\u0000b' }, undefined],
    [{ uri: 'a%0ab' }, undefined],
    [{ uri: 'a'.repeat(2000) }, undefined],
    [{ uri: '.' }, undefined],
    [{ uri: 7 }, undefined],
    [{ index: 5 }, undefined],
  ])('%j is %s', (location, file) => {
    expect(fileOf(location, mounted)).toBe(file)
  })

  test('a drive of Windows', () => {
    const text = log({
      tool: { driver: { name: 'x' } },
      results: [{ locations: [{ physicalLocation: { artifactLocation: { uri: 'file:///D:/a/shop/main.tf' } } }] }],
    })
    const reading = readSarif('r', text, ['D:\\a\\shop'])
    expect(reading.ok && reading.runs[0]?.results[0]?.at).toMatchObject({ file: 'main.tf', line: 1 })
  })

  test('bases that rest on each other in a circle end', () => {
    const circle = { originalUriBaseIds: { A: { uri: 'a/', uriBaseId: 'B' }, B: { uri: 'b/', uriBaseId: 'A' } } }
    expect(fileOf({ uri: 'x.tf', uriBaseId: 'A' }, circle)).toBe('x.tf')
  })
})

describe('rules', () => {
  test('a part of a rule is that rule, and an index that contradicts the id is not believed', () => {
    const run = {
      tool: {
        driver: {
          name: 'x',
          rules: [
            { id: 'other', name: 'O' },
            { id: 'CA1', name: 'C' },
          ],
        },
      },
    }
    expect(withResult({ ruleId: 'CA1/2' }, run)?.results[0]?.labels).toEqual(['C'])
    expect(withResult({ ruleId: 'CA1', ruleIndex: 0 }, run)?.results[0]?.labels).toEqual(['C'])
    expect(withResult({ ruleIndex: 0 }, run)?.results[0]?.rule).toBe('other')
  })

  test('a message by id takes its arguments', () => {
    const run = {
      tool: { driver: { name: 'x', rules: [{ id: 'r', messageStrings: { d: { text: 'Use {0}, not {1}{9}' } } }] } },
    }
    const result = { ruleId: 'r', message: { id: 'd', arguments: ['this', 'that'] } }
    expect(withResult(result, run)?.results[0]?.message).toBe('Use this, not that{9}')
  })

  test.each([
    ['https://example.com/rules#a', true],
    ['javascript:alert(1)', false],
    ['https://example.com/"><script>', false],
    ['https://user:secret@example.com/', false],
    ['https://example.com/a) [b](c', false],
  ])('the help at %s is shown: %s', (helpUri, shown) => {
    const run = { tool: { driver: { name: 'x', rules: [{ id: 'r', helpUri }] } } }
    expect(withResult({ ruleId: 'r' }, run)?.results[0]?.help).toBe(shown ? helpUri : undefined)
  })
})

describe('what is broken or hostile', () => {
  test('the place of the mistake is told', () => {
    expect(read('{\n  "version": "2.1.0",\n  "runs": [\n')).toMatchObject({ ok: false, problem: 'it is not JSON' })
    const broken = read('{\n  "version": "2.1.0",\n  "runs": ]\n}')
    expect(broken).toMatchObject({ ok: false, at: { file: 'out.sarif', line: 3 } })
  })

  test.each([
    ['', 'it is not JSON'],
    ['[]', 'it is JSON without "runs", and so no SARIF report'],
    ['{"runs": {}}', 'it is JSON without "runs", and so no SARIF report'],
    ['{"runs": []}', 'it says no version of SARIF: version 2.1.0 is read'],
    ['{"version": "1.0.0", "runs": []}', 'it says another version of SARIF: version 2.1.0 is read'],
  ])('%j: %s', (text, problem) => {
    expect(read(text)).toMatchObject({ ok: false, problem })
  })

  const junk = [null, 0, 'x', true, [], {}, [null], { runs: [] }, { text: 7 }, { __proto__: null, id: {} }]
  test.each(junk.map((value) => [JSON.stringify(value), value]))('%s anywhere does no harm', (_, value) => {
    const whole = JSON.parse(REPORTS.codeql) as unknown
    const paths = pathsIn(whole, [])
    for (const path of paths) expect(() => read(JSON.stringify(replaced(whole, path, value)))).not.toThrow()
    expect(paths.length).toBeGreaterThan(30)
  })

  test('depth, numbers and lengths have an end', () => {
    expect(() => read('['.repeat(200_000))).not.toThrow()
    const many = Array.from({ length: 6000 }, () => ({ ruleId: 'r', message: { text: 'm'.repeat(500) } }))
    const run = runsOf(log({ tool: { driver: { name: 'n'.repeat(500) } }, results: many }))[0]
    expect(run?.results).toHaveLength(5000)
    expect(run?.beyond).toBe(1000)
    expect(run?.tool.length).toBeLessThan(150)
    expect(run?.results[0]?.message.length).toBeLessThan(350)
    const lines = withResult({
      locations: [{ physicalLocation: { artifactLocation: { uri: 'a' }, region: { startLine: -3 } } }],
    })
    expect(lines?.results[0]?.at?.line).toBe(1)
  })

  test('a credential in a message is not shown', () => {
    const token = `ghp_${'Ab3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hJ6'}`
    expect(withResult({ ruleId: 'r', message: { text: `found ${token} here` } })?.results[0]?.message).not.toContain(
      token,
    )
  })
})

function pathsIn(value: unknown, path: readonly string[]): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, each]) => pathsIn(each, [...path, key]))]
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>
  copy[key] = replaced(copy[key], rest, by)
  return copy
}
