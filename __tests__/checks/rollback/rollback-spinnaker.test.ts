import check from '../../../checks/rollback/rollback-spinnaker.js'
import { testCheck } from '../../helpers/check-tester.js'

type Stage = Record<string, unknown>

const pipeline = (stages: readonly Stage[], more: Record<string, unknown> = {}) =>
  JSON.stringify({ name: 'shop', application: 'shop', stages, ...more }, undefined, 2)

const stage = (refId: string, type: string, name: string, needs: readonly string[] = [], more: Stage = {}): Stage => ({
  refId,
  type,
  name,
  requisiteStageRefIds: needs,
  ...more,
})

const continues = { continuePipeline: true, failPipeline: false }
const stops = { continuePipeline: false, failPipeline: false }
const deploy = (more: Stage = {}, name = 'Deploy prod') => stage('1', 'deployManifest', name, [], more)
const undo = (needs: readonly string[] = ['1']) => stage('9', 'undoRolloutManifest', 'Undo', needs)

const at = (stages: readonly Stage[], more?: Record<string, unknown>) => ({
  'deploy/pipeline.json': pipeline(stages, more),
})

/** The same with a mark on the line of the first text. */
const marked = (files: Record<string, string>, line: string, message: string) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replace(line, `${line} # ! ${message}`)]))

testCheck(check, {
  notApplicable: [
    { name: 'no pipeline', files: { 'README.md': '# shop' } },
    { name: 'a pipeline that deploys nothing', files: at([stage('1', 'wait', 'Wait')]) },
    { name: 'a deployment to staging', files: at([deploy({}, 'Deploy to staging')]) },
    { name: 'a deployment to an account for development', files: at([deploy({ account: 'shop-dev' }, 'Deploy')]) },
    { name: 'an object without revisions', files: at([deploy({ manifests: [{ kind: 'ConfigMap' }] })]) },
    { name: 'an example', files: { 'examples/pipeline.json': pipeline([deploy()]) } },
    {
      name: 'an object of Kubernetes that holds a pipeline',
      files: {
        'k8s/pipeline.yaml':
          'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: pipeline }\ndata:\n  shop.json: |\n    {"stages": [{"type": "deploy", "requisiteStageRefIds": []}]}',
      },
    },
    { name: 'other JSON with stages', files: { 'deploy/data.json': '{"stages": [{"type": "deploy"}]}' } },
  ],
  unknown: [
    { name: 'a dinghyfile with modules', files: { dinghyfile: '{"pipelines": [{"stages": [{{ module "a" }}]}]}' } },
    {
      name: 'a template',
      files: { 'deploy/template.json': JSON.stringify({ schema: 'v2', id: 'shop', pipeline: { stages: [deploy()] } }) },
      reason: 'template',
    },
    {
      name: 'a pipeline that is made from a template',
      files: {
        'deploy/shop.json': pipeline([], { schema: 'v2', template: { reference: 'x' }, notes: 'requisiteStageRefIds' }),
      },
      reason: 'template',
    },
    {
      name: 'an expression decides whether it continues',
      files: at([deploy({ continuePipeline: '${parameters.go}' }), stage('2', 'wait', 'Wait', ['1'])]),
    },
    {
      name: 'a pipeline that is not known runs after a failure',
      files: at([deploy(continues), stage('2', 'pipeline', 'Recover', ['1'])]),
    },
    {
      name: 'an expression decides about server groups',
      files: at([stage('1', 'deploy', 'Deploy', [], { clusters: [{ rollback: { onFailure: '${x}' } }] })]),
    },
  ],
  passes: [
    { name: 'an undo after a deployment that continues', files: at([deploy(continues), undo()]) },
    {
      name: 'an undo after a check that continues',
      files: at([deploy(), stage('2', 'webhook', 'Smoke', ['1'], continues), undo(['2'])]),
    },
    {
      name: 'server groups that give way',
      files: at([
        stage('1', 'deploy', 'Deploy', [], { clusters: [{ account: 'prod', rollback: { onFailure: true } }] }),
      ]),
    },
    {
      name: 'a stage of another kind that is named for it',
      files: at([deploy(continues), stage('2', 'runJobManifest', 'Rollback release', ['1'])]),
    },
    {
      name: 'a canary analysis before the full rollout',
      files: at([stage('0', 'kayentaCanary', 'Analyse'), { ...deploy(), requisiteStageRefIds: ['0'] }]),
    },
    {
      name: 'a pipeline that failures start',
      files: {
        ...at([deploy()]),
        'deploy/rollback.json': pipeline([undo([])], {
          name: 'back',
          triggers: [{ type: 'pipeline', pipeline: 'shop', status: ['failed'] }],
        }),
      },
    },
    {
      name: 'a pipeline in YAML',
      files: {
        'deploy/shop.yml': [
          'name: shop',
          'stages:',
          '  - { type: deployManifest, refId: "1", name: Deploy, requisiteStageRefIds: [], continuePipeline: true }',
          '  - { type: undoRolloutManifest, refId: "2", name: Back, requisiteStageRefIds: ["1"] }',
        ].join('\n'),
      },
    },
  ],
  fails: [
    {
      name: 'the stage for production stands for the others',
      files: marked(
        at([
          { ...deploy({}, 'Canary: Deploy'), refId: '2' },
          { ...deploy(), requisiteStageRefIds: ['2'] },
        ]),
        '"name": "Deploy prod",',
        'none',
      ),
    },
    { name: 'nothing after the deployment', files: marked(at([deploy()]), '"name": "Deploy prod",', 'none') },
    {
      name: 'a single stage that waits for nothing',
      files: marked(
        at([{ refId: '1', type: 'deployManifest', name: 'Deploy to Kubernetes' }]),
        '"name": "Deploy to Kubernetes"',
        'none',
      ),
    },
    {
      name: 'a pipeline of a dinghyfile',
      files: marked({ dinghyfile: `{"pipelines": [${pipeline([deploy()])}]}` }, '"name": "Deploy prod",', 'none'),
    },
    {
      name: 'server groups without rollback',
      files: marked(
        at([stage('1', 'deploy', 'Deploy prod', [], { clusters: [{ account: 'prod', strategy: 'redblack' }] })]),
        '"name": "Deploy prod",',
        'none',
      ),
    },
    {
      name: 'an undo behind a deployment that ends the pipeline',
      files: marked(at([deploy(), undo()]), '"name": "Deploy prod",', 'unreached'),
    },
    {
      name: 'an undo behind a deployment that ends its branch',
      files: marked(at([deploy(stops), undo()]), '"name": "Deploy prod",', 'unreached'),
    },
    {
      name: 'an undo that a person asks for',
      files: marked(
        at([deploy(), stage('2', 'manualJudgment', 'Keep it?', ['1']), undo(['2'])]),
        '"name": "Deploy prod",',
        'manual',
      ),
    },
    {
      name: 'a pipeline for rollbacks that people start',
      files: {
        ...marked(at([deploy()]), '"name": "Deploy prod",', 'manual'),
        'deploy/rollback.json': pipeline([undo([])], { name: 'back' }),
      },
    },
    {
      name: 'two deployments of one pipeline are one finding',
      files: marked(
        at([deploy(), { ...deploy({}, 'Deploy prod EU'), refId: '2', requisiteStageRefIds: ['1'] }]),
        '"name": "Deploy prod",',
        'none',
      ),
    },
  ],
})
