import { defineReleaseCheck, publishesImage } from '../../src/check-api/index.js'

export default defineReleaseCheck({
  id: 'supply-image-scan',
  title: 'Images are published without a vulnerability scan',
  severity: 'warning',
  confidence: 'medium',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.EAC.7',
    'QA.ST.1',
    'QA.ST.6',
    'SEC06-BP01',
    'SEC06-BP02',
    'hc.automate.testing.image-scan',
    'hc.automate.packaging.build-time-checks',
    'hc.define.centralize-packages.scan',
  ],
  messageId: 'none',
  message: {
    text: 'Job {job} pushes an image, and nothing in the run looks for known vulnerabilities in it.',
    remedy:
      'Build the image locally, scan it with Trivy, Grype, Snyk or Docker Scout so that severe findings fail the job, then push it.',
  },
  signals: {
    does: 'scan the image',
    intents: ['container-scan'],
    about: publishesImage,
  },
})
