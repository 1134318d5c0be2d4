import check from '../../../checks/supply-chain/supply-verify-on-deploy.js'
import { testCheck } from '../../helpers/check-tester.js'

const SIGN = 'run: cosign sign --yes ghcr.io/acme/shop@$DIGEST'
const VERIFY = 'run: cosign verify --key k.pub ghcr.io/acme/shop@$DIGEST'
const KUBECTL = 'run: kubectl set image deploy/shop shop=ghcr.io/acme/shop@$DIGEST'
const ECS = 'run: aws ecs update-service --cluster c --service shop --task-definition shop'

const github = (...steps: string[]) => ({
  '.github/workflows/deploy.yml': [
    'on: { push: { branches: [main] } }',
    'jobs:',
    '  deploy:',
    '    runs-on: ubuntu-24.04',
    '    environment: production',
    '    steps:',
    ...steps.map((step) => `      - ${step.replace(/\n/g, '\n        ')}`),
  ].join('\n'),
})
const gitlab = (...script: string[]) => ({
  '.gitlab-ci.yml': [
    'deploy:',
    '  rules: [{ if: "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" }]',
    '  environment: production',
    '  script:',
    ...script.map((line) => `    - ${line}`),
  ].join('\n'),
})
const manifest = (text: string, path = 'k8s/policy.yaml') => ({ [path]: text.replace(/^\n/, '') })
const kyverno = (spec: string, verify = 'verifyImages: [{ imageReferences: ["*"] }]') =>
  manifest(`
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: { name: signed }
spec:
${spec}
  rules:
    - name: signed
      ${verify}
`)
const LAMBDA = (mode: string) => ({
  'main.tf': `resource "aws_lambda_code_signing_config" "a" {
  allowed_publishers { signing_profile_version_arns = ["arn:x"] }
  policies {
    untrusted_artifact_on_deployment = ${mode}
  }
}`,
})

testCheck(check, {
  notApplicable: [
    { name: 'nothing is deployed', files: { '.gitlab-ci.yml': 'test: { script: [make] }' } },
    { name: 'only infrastructure is', files: github('run: terraform apply') },
    { name: 'a lock of modules is no signature', files: github('run: go mod verify') },
    {
      name: 'a policy of a test',
      files: manifest(
        'apiVersion: policy.sigstore.dev/v1beta1\nkind: ClusterImagePolicy\nmetadata: { name: a }\nspec: { mode: warn }',
        'cmd/_testdata/policy.yaml',
      ),
    },
  ],
  passes: [
    { name: 'GitHub: verified before', files: github(SIGN, VERIFY, KUBECTL) },
    { name: 'GitHub: an attestation', files: github('run: gh attestation verify oci://$I -R acme/shop', ECS) },
    {
      name: 'GitLab',
      files: gitlab('cosign sign $IMAGE', 'notation verify $IMAGE', 'aws ecs update-service --service a'),
    },
    {
      name: 'Jenkins',
      files: {
        Jenkinsfile:
          "pipeline { agent any\n stages { stage('deploy') { steps { sh 'cosign verify $I && kubectl apply -f k8s' } } } }",
      },
    },
    { name: 'Kyverno refuses', files: { ...kyverno('  validationFailureAction: Enforce'), ...github(SIGN, KUBECTL) } },
    {
      name: 'Kyverno refuses by the rule',
      files: kyverno('  background: false', 'verifyImages: [{ imageReferences: ["*"], failureAction: Enforce }]'),
    },
    {
      name: 'ImageValidatingPolicy refuses by default',
      files: manifest(
        'apiVersion: policies.kyverno.io/v1\nkind: ImageValidatingPolicy\nmetadata: { name: a }\nspec: { validations: [] }',
      ),
    },
    {
      name: 'the policy controller refuses by default',
      files: manifest(`
apiVersion: policy.sigstore.dev/v1beta1
kind: ClusterImagePolicy
metadata: { name: a }
spec: { images: [{ glob: '**' }], authorities: [{ keyless: { url: https://fulcio.sigstore.dev } }] }
`),
    },
    {
      name: 'Flux verifies what it pulls',
      files: manifest(`
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: { name: shop }
spec: { url: oci://ghcr.io/acme/shop, interval: 5m, verify: { provider: cosign } }
`),
    },
    { name: 'Lambda refuses', files: LAMBDA('"Enforce"') },
    {
      name: 'CloudFormation: Lambda refuses',
      files: {
        'template.yaml': `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Signing:
    Type: AWS::Lambda::CodeSigningConfig
    Properties:
      AllowedPublishers: { SigningProfileVersionArns: [a] }
      CodeSigningPolicies: { UntrustedArtifactOnDeployment: Enforce }
`,
      },
    },
    {
      name: 'Binary Authorization refuses',
      files: {
        'main.tf': `resource "google_binary_authorization_policy" "a" {
  default_admission_rule {
    evaluation_mode  = "REQUIRE_ATTESTATION"
    enforcement_mode = "ENFORCED_BLOCK_AND_AUDIT_LOG"
  }
}`,
      },
    },
    { name: 'packages of a registry', files: github('run: npm audit signatures') },
  ],
  unknown: [
    { name: 'nothing is signed here', files: github(ECS), reason: 'job deploy' },
    { name: 'the cluster may', files: github(SIGN, KUBECTL), reason: 'the cluster' },
    { name: 'a step hides it', files: github(SIGN, 'uses: acme/checks@v1', ECS), reason: 'acme/checks' },
    { name: 'a mode that hangs on a variable', files: LAMBDA('var.mode'), reason: 'hangs on an expression' },
    {
      name: 'Binary Authorization that asks for nothing',
      files: {
        ...github('run: gcloud run deploy shop --image gcr.io/acme/shop'),
        'main.tf': `resource "google_binary_authorization_policy" "a" {
  default_admission_rule {
    evaluation_mode  = "ALWAYS_ALLOW"
    enforcement_mode = "ENFORCED_BLOCK_AND_AUDIT_LOG"
  }
}`,
      },
      reason: 'not visible',
    },
    {
      name: 'Docker refuses by itself',
      files: github(SIGN, 'run: docker stack deploy -c compose.yaml shop\nenv: { DOCKER_CONTENT_TRUST: "1" }'),
      reason: 'not visible',
    },
    {
      name: 'a file is signed, not the image',
      files: github('run: cosign sign-blob a.tgz', ECS),
      reason: 'not visible',
    },
    {
      name: 'provenance that the builder leaves unsigned',
      files: github('run: docker buildx build --provenance=mode=max --push -t a .', ECS),
      reason: 'not visible',
    },
    {
      name: 'a controller pulls',
      files: manifest(`
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shop, namespace: argocd }
spec:
  source: { repoURL: https://github.com/acme/deploy, path: shop, targetRevision: HEAD }
  destination: { server: https://kubernetes.default.svc, namespace: shop }
`),
      reason: 'shop',
    },
  ],
  fails: [
    { name: 'signed and not verified', files: github(SIGN, `${ECS} # ! unverified`) },
    {
      name: 'attested and not verified',
      files: github(
        'uses: actions/attest-build-provenance@v3\nwith: { subject-name: ghcr.io/acme/shop, subject-digest: $D }',
        `${ECS} # ! unverified`,
      ),
    },
    {
      name: 'GitLab: signed and not verified',
      files: gitlab('cosign sign $IMAGE', 'aws ecs update-service --service shop # ! unverified'),
    },
    {
      name: 'verified too late in one script',
      files: gitlab(
        'cosign sign $IMAGE',
        'aws ecs update-service --service shop # ! unverified',
        'cosign verify $IMAGE',
      ),
    },
    {
      name: 'verified too late',
      files: github(SIGN, `${ECS} # ! unverified`, VERIFY),
    },
    {
      name: 'policies of the tree let unsigned images in',
      files: {
        ...github(SIGN, `${KUBECTL} # ! unverified`),
        ...kyverno('  validationFailureAction: Enforce', 'validate: { message: a }'),
      },
    },
    { name: 'verified in vain', files: github(`${VERIFY} || true # ! discarded`, ECS) },
    {
      name: 'Kyverno only reports',
      files: kyverno('  validationFailureAction: Audit # ! reports'),
    },
    {
      name: 'Kyverno only reports by default',
      expect: ['k8s/policy.yaml:3 reports'],
      files: kyverno('  background: true'),
    },
    {
      name: 'the policy controller only warns',
      files: manifest(`
apiVersion: policy.sigstore.dev/v1beta1
kind: ClusterImagePolicy
metadata: { name: a }
spec:
  mode: warn # ! reports
  authorities: [{ keyless: { url: https://fulcio.sigstore.dev } }]
`),
    },
    { name: 'Lambda only warns', files: LAMBDA('"Warn" # ! reports') },
  ],
})
