import check from '../../../checks/rollback/rollback-kubectl-undo.js'
import { testCheck } from '../../helpers/check-tester.js'

const manifest = (kind: string, spec = '') =>
  `apiVersion: ${kind === 'ConfigMap' ? 'v1' : 'apps/v1'}\nkind: ${kind}\nmetadata:\n  name: api\nspec:\n  template: {}\n${spec}`
const k8s = { 'k8s/api.yaml': manifest('Deployment') }
const deploy = (steps: readonly string[], { jobs = [] as readonly string[], environment = 'production' } = {}) => ({
  '.github/workflows/deploy.yml': [
    'on: push',
    'jobs:',
    '  deploy:',
    '    runs-on: ubuntu-24.04',
    `    environment: ${environment}`,
    '    steps:',
    ...steps.map((step) => `      - ${step}`),
    ...jobs.map((job) => `  ${job}`),
  ].join('\n'),
})
const run = (...lines: string[]) => `{ run: "${lines.join('\\n')}" }`
const apply = run('kubectl apply -f k8s/')

testCheck(check, {
  passes: [
    {
      name: 'undone on the failing side',
      files: {
        ...k8s,
        ...deploy([
          run(
            'kubectl apply -f k8s/',
            'kubectl rollout status deploy/api --timeout=5m || { kubectl rollout undo deploy/api; exit 1; }',
          ),
        ]),
      },
    },
    {
      name: 'undone by a condition',
      files: {
        ...k8s,
        ...deploy([
          apply,
          run('if ! kubectl rollout status deploy/api; then', 'kubectl rollout undo deploy/api', 'exit 1', 'fi'),
        ]),
      },
    },
    {
      name: 'undone by a step on failure',
      files: { ...k8s, ...deploy([apply, '{ if: failure(), run: kubectl rollout undo deploy/api }']) },
    },
    {
      name: 'undone by a job on failure',
      files: {
        ...k8s,
        ...deploy([apply], {
          jobs: [
            'undo: { needs: deploy, if: failure(), runs-on: ubuntu-24.04, steps: [{ run: kubectl rollout undo deploy/api }] }',
          ],
        }),
      },
    },
    {
      name: 'the earlier commit applied again on failure',
      files: { ...k8s, ...deploy([apply, '{ if: failure(), run: "git checkout HEAD~1 && kubectl apply -f k8s/" }']) },
    },
    {
      name: 'a strategy of the action',
      files: {
        ...k8s,
        ...deploy([
          '{ uses: azure/k8s-deploy@v5, with: { manifests: k8s/api.yaml, strategy: canary, action: deploy } }',
        ]),
      },
    },
  ],
  unknown: [
    {
      name: 'a step behind it is opaque',
      files: { ...k8s, ...deploy([apply, '{ uses: acme/watch@v1 }']) },
      reason: 'acme/watch@v1',
    },
    {
      name: 'a controller',
      files: {
        ...k8s,
        ...deploy([apply]),
        'gitops/api.yaml': 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: api }\nspec: {}\n',
      },
      reason: 'a controller may own',
    },
    { name: 'manifests that are not in the tree', files: deploy([apply]), reason: 'not in the tree' },
    { name: 'a path in a variable', files: { ...k8s, ...deploy([run('kubectl apply -f $FOLDER')]) } },
    {
      name: 'manifests from a pipe',
      files: { ...k8s, ...deploy([run('envsubst < k8s/api.tmpl | kubectl apply -f -')]) },
    },
  ],
  notApplicable: [
    { name: 'nothing is deployed', files: k8s },
    { name: 'another tool', files: { ...k8s, ...deploy(['{ run: helm upgrade api ./chart }']) } },
    { name: 'settings only', files: { 'k8s/map.yaml': manifest('ConfigMap'), ...deploy([apply]) } },
    { name: 'manifests of others', files: deploy([run('kubectl apply -f https://example.com/cert-manager.yaml')]) },
    { name: 'another number of pods', files: deploy([run('kubectl scale deploy/api --replicas=3')]) },
    { name: 'a patch of something else', files: deploy([run('kubectl patch service api -p {}')]) },
    { name: 'a cluster of the job', files: { ...k8s, ...deploy(['{ uses: helm/kind-action@v1 }', apply]) } },
    { name: 'a preview', files: { ...k8s, ...deploy([apply], { environment: 'pr-7' }) } },
    {
      name: 'no history, deployed by nobody here',
      files: { 'k8s/api.yaml': manifest('Deployment', '  revisionHistoryLimit: 0\n') },
    },
  ],
  fails: [
    { name: 'nothing undoes it', files: { ...k8s, ...deploy([`${apply} # ! none`]) } },
    {
      name: 'it only waits',
      files: deploy([`${run('kubectl apply -f k8s/ && kubectl rollout status deploy/api')} # ! none`]),
    },
    {
      name: 'an image is set',
      files: deploy([`${run('kubectl set image deployment/api api=acme/api:1.2.3')} # ! none`]),
    },
    {
      name: 'a later command of the script applies workloads',
      files: {
        ...k8s,
        'map.yaml': manifest('ConfigMap'),
        ...deploy([`${run('kubectl apply -f map.yaml', 'kubectl apply -f k8s/')} # ! none`]),
      },
    },
    {
      name: 'a later command of the script names a workload',
      files: deploy([
        `${run('kubectl patch svc api -p {}', 'kubectl set image deploy/api api=acme/api:1.2.3')} # ! none`,
      ]),
    },
    { name: 'pods are restarted', files: deploy([`${run('kubectl rollout restart sts/db')} # ! none`]) },
    {
      name: 'the action without a strategy',
      files: { ...k8s, ...deploy(['{ uses: azure/k8s-deploy@v5, with: { manifests: k8s/api.yaml } } # ! none']) },
    },
    {
      name: 'a step on failure that only tells people',
      files: { ...k8s, ...deploy([`${apply} # ! none`, '{ if: failure(), run: echo failed }']) },
    },
    {
      name: 'an opaque step before it',
      files: { ...k8s, ...deploy(['{ uses: acme/login@v1 }', `${apply} # ! none`]) },
    },
    {
      name: 'no history',
      files: {
        'k8s/api.yaml': manifest('Deployment', '  revisionHistoryLimit: 0 # ! noHistory\n'),
        'tests/api.yaml': manifest('Deployment', '  revisionHistoryLimit: 0\n'),
        ...deploy([apply, '{ if: failure(), run: kubectl rollout undo deploy/api }']),
      },
    },
    { name: 'once for each job', files: { ...k8s, ...deploy([`${apply} # ! none`, apply]) } },
  ],
})
