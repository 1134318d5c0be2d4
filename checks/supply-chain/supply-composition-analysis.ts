import { definePresenceCheck } from '../../src/check-api/index.js'

export default definePresenceCheck({
  id: 'supply-composition-analysis',
  title: 'Dependencies are not scanned for known vulnerabilities',
  severity: 'error',
  confidence: 'medium',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'QA.ST.1',
    'QA.ST.6',
    'SEC06-BP01',
    'SEC06-BP05',
    'SEC11-BP02',
    'hc.maturity.l3.policy-and-scan',
    'hc.automate.cicd.security-scanning',
    'hc.define.centralize-packages.scan',
  ],
  messageId: 'none',
  message: {
    text: 'Nothing looks for known vulnerabilities in the dependencies, neither on changes nor on a schedule.',
    remedy:
      'Turn on Dependabot alerts, or run actions/dependency-review-action on pull requests. Looked for were dependency-review-action, osv-scanner, Trivy, Grype, Snyk, OWASP Dependency-Check, FOSSA and the audits of package managers (npm audit, pip-audit, govulncheck, cargo audit, bundler-audit …).',
  },
  notApplicable: ({ kind, manifests }) => {
    if (kind === 'examples') return 'the repository is a collection of samples'
    const some = manifests.some(({ hasDependencies }) => hasDependencies !== false)
    return some ? undefined : 'there are no third-party dependencies'
  },
  signals: {
    does: 'look for vulnerable dependencies',
    intents: ['sca'],
    services: { words: new Set(['snyk', 'socket', 'mend', 'whitesource', 'fossa', 'debricked']), files: [] },
    host: ({ security }) => {
      const alerts = security.known ? security.value.dependencyAlerts : security
      if (!alerts.known) return { unreadable: alerts.reason, ...alerts }
      return alerts.value ? { seen: 'the host reports vulnerable dependencies' } : undefined
    },
  },
})
