import { describe, expect, test } from '@jest/globals'
import { checks } from '../../checks/index.js'
import { practiceById } from '../../src/catalog/index.js'
import { knownTools, practicesOf, practicesOfRule, practicesShown, toolNamed } from '../../src/catalog/other-tools.js'

const built = new Set(checks.map(({ id }) => id))
const shownBy = (driver: string, image = false, labels: string[] = []) => {
  const tool = toolNamed(driver)
  return tool && practicesShown(tool, { image, labels: new Set(labels) })
}
const ofRule = (driver: string, rule: string, labels: string[] = []) => {
  const tool = toolNamed(driver)
  return tool && practicesOfRule(tool, rule, labels)
}

describe('the table of other tools', () => {
  test.each(knownTools().map((tool) => [tool.name, tool] as const))(
    '%s names checks and practices that exist',
    (_, tool) => {
      for (const subject of [...tool.shows, ...tool.rules]) {
        for (const check of subject.checks ?? []) expect([check, built.has(check)]).toEqual([check, true])
        for (const practice of subject.practices ?? []) expect(practiceById(practice)?.checks.length).toBeGreaterThan(0)
        expect(practicesOf([subject])).not.toEqual([])
      }
    },
  )

  test('no two tools answer to one name, and all names are in lower case', () => {
    const drivers = knownTools().flatMap((tool) => tool.drivers)
    expect(new Set(drivers).size).toBe(drivers.length)
    expect(drivers.filter((name) => name !== name.toLowerCase())).toEqual([])
  })

  test.each(knownTools().map((tool) => [tool.name, tool] as const))('%s has no rule in two groups', (_, { rules }) => {
    const named = rules.flatMap((each) => [...(each.rules ?? []), ...(each.labels ?? [])])
    expect(named.filter((rule, index) => named.indexOf(rule) !== index)).toEqual([])
    const all = rules.findIndex((each) => each.rules?.includes('*'))
    expect(all === -1 || all === rules.length - 1).toBe(true)
  })

  test.each([
    ['zizmor', 'zizmor/unpinned-uses', 'pipeline-unpinned-action'],
    ['GitHub Actions lint', 'credentials', 'pipeline-secret-plain-text'],
    ['Checkov', 'CKV_AWS_24', 'iac-network-exposure'],
    ['Checkov', 'CKV_SECRET_2', 'iac-secret-literal'],
    ['tflint', 'terraform_module_pinned_source', 'tf-module-pinned'],
    ['cfn-lint', 'E3012', 'iac-validated-in-ci'],
    ['cfn_nag', 'F3', 'iac-least-privilege'],
    ['Semgrep OSS', 'javascript.express.security.audit.xss', 'test-sast'],
    ['CodeQL', 'actions/code-injection/critical', 'pipeline-script-injection'],
    ['CodeQL', 'js/sql-injection', 'test-sast'],
    ['Scorecard', 'TokenPermissionsID', 'pipeline-token-permissions'],
  ])('%s %s speaks about the practices of %s', (driver, rule, check) => {
    expect(ofRule(driver, rule)).toEqual(practicesOf([{ checks: [check] }]))
  })

  test.each([
    ['Trivy', 'CVE-2024-1', 'LanguageSpecificPackageVulnerability', 'supply-composition-analysis'],
    ['Trivy', 'CVE-2024-1', 'OsPackageVulnerability', 'supply-image-scan'],
    ['Trivy', 'aws-access-key-id', 'Secret', 'iac-secret-literal'],
    ['KICS', '20f14e1a', 'Encryption', 'iac-encryption'],
  ])('%s %s of kind %s speaks about the practices of %s', (driver, rule, label, check) => {
    expect(ofRule(driver, rule, [label])).toEqual(practicesOf([{ checks: [check] }]))
  })

  test('a generic rule of infrastructure counts for what the definition says of security alone', () => {
    expect(ofRule('Checkov', 'CKV_AZURE_999')).toEqual(['hc.define.security'])
  })

  test('nothing is guessed of rules and tools that are not known', () => {
    expect(ofRule('zizmor', 'zizmor/something-new')).toEqual([])
    expect(ofRule('KICS', '20f14e1a', ['Best Practices'])).toEqual([])
    expect(toolNamed('__proto__')).toBeUndefined()
    expect(toolNamed('ESLint')).toBeUndefined()
  })

  test('what a tool shows hangs on what it did', () => {
    expect(shownBy('gitleaks')).toContain('DL.LD.4')
    expect(shownBy('Trivy')).toEqual([])
    expect(shownBy('Trivy', true)).toEqual(practicesOf([{ checks: ['supply-image-scan'] }]))
    expect(shownBy('Trivy', false, ['Misconfiguration'])).toEqual(practicesOf([{ checks: ['iac-policy-as-code'] }]))
    expect(shownBy('Scorecard')).toEqual([])
  })
})
