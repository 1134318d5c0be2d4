import { definePresenceCheck } from '../../src/check-api/index.js'

export default definePresenceCheck({
  id: 'supply-secret-scanning',
  title: 'Repository history is not scanned for secrets',
  severity: 'warning',
  confidence: 'medium',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['DL.LD.4', 'SEC02-BP03', 'SEC06-BP01', 'SEC11-BP02', 'ba.debt.hardcoded-config'],
  messageId: 'none',
  message: {
    text: 'No pipeline scans for secrets, and the host’s secret scanning is off.',
    remedy:
      'Turn on secret scanning with push protection in the repository’s security settings, or run a scanner such as gitleaks. Looked for were gitleaks, TruffleHog, ggshield, detect-secrets, git-secrets, Talisman, Trivy and Checkov.',
  },
  notApplicable: ({ kind }) => (kind === 'docs-only' ? 'the repository holds documents only' : undefined),
  signals: {
    does: 'scan for secrets',
    intents: ['secret-scan'],
    services: { words: new Set(['gitguardian', 'trufflehog', 'gitleaks']), files: [] },
    host: ({ security }) => {
      const scanning = security.known ? security.value.secretScanning : security
      if (!scanning.known) return { unreadable: scanning.reason, ...scanning }
      return scanning.value ? { seen: 'the host scans for secrets' } : undefined
    },
  },
})
