import check from '../../../checks/rollback/rollback-terraform-only.js'
import { testCheck } from '../../helpers/check-tester.js'
import { productionDeploy } from '../../helpers/deploy-workflow.js'

const hcl = (...lines: string[]) => ({
  'infra/main.tf': ['provider "aws" {}', ...lines, ''].join('\n'),
  'infra/variables.tf': 'variable "image_tag" {}\nvariable "on" {}\n',
})
const block = (type: string, name: string, ...lines: string[]) =>
  [`resource "${type}" "${name}" {`, ...lines.map((line) => `  ${line}`), '}'].join('\n')
const pod = (image: string, ...more: string[]) =>
  block('kubernetes_deployment', 'api', `spec { template { spec { container { image = ${image} } } } }`, ...more)
const IMAGE = '"registry.example.com/api:${var.image_tag}"'
const task = block(
  'aws_ecs_task_definition',
  'api',
  `container_definitions = jsonencode([{ name = "api", image = ${IMAGE} }])`,
)
const service = (...lines: string[]) =>
  block('aws_ecs_service', 'api', 'task_definition = aws_ecs_task_definition.api.arn', ...lines)
const BREAKER = 'deployment_circuit_breaker {\n    enable = true\n    rollback = true\n  }'
const lambda = (...lines: string[]) =>
  [
    block('aws_lambda_function', 'api', 'handler = "index.handler"', ...lines),
    block('aws_lambda_function_url', 'api', 'function_name = aws_lambda_function.api.function_name'),
  ].join('\n')
const APPLY = 'terraform -chdir=infra apply -auto-approve -var image_tag=$GITHUB_SHA'
const deploy = (mark = '') => productionDeploy(`run: ${APPLY}${mark}`)

testCheck(check, {
  notApplicable: [
    { name: 'infrastructure without applications', files: { ...deploy(), ...hcl(block('aws_vpc', 'main')) } },
    { name: 'another tool', files: productionDeploy('run: helm upgrade --install shop ./chart') },
    {
      name: 'another tool of the pipeline releases',
      files: {
        ...productionDeploy(`run: ${APPLY}`, 'run: aws ecs update-service --cluster main --service api'),
        ...hcl(task, service()),
      },
    },
    {
      name: 'a version that something else sets',
      files: {
        ...deploy(),
        ...hcl(pod(IMAGE, 'lifecycle { ignore_changes = [spec[0].template[0].spec[0].container[0].image] }')),
      },
    },
    {
      name: 'a folder that an expression decides, and no application anywhere',
      files: {
        ...productionDeploy('run: terraform -chdir=${{ vars.FOLDER }} apply -auto-approve'),
        ...hcl(block('aws_vpc', 'main')),
      },
    },
    { name: 'a version that the code names', files: { ...deploy(), ...hcl(pod('"nginx:1.29.3"')) } },
    { name: 'a task that no service runs', files: { ...deploy(), ...hcl(task) } },
    {
      name: 'a function that nothing calls',
      files: { ...deploy(), ...hcl(block('aws_lambda_function', 'a', 'filename = "a.zip"')) },
    },
    {
      name: 'a test environment',
      files: {
        '.github/workflows/d.yml': deploy()['.github/workflows/deploy.yml'].replace('production', 'test'),
        ...hcl(pod(IMAGE)),
      },
    },
  ],
  unknown: [
    {
      name: 'a version that nobody is seen to set',
      files: { ...productionDeploy('run: terraform -chdir=infra apply -auto-approve'), ...hcl(pod(IMAGE)) },
      reason: 'which version of "kubernetes_deployment.api" is applied',
    },
    {
      name: 'a module from elsewhere that takes the version',
      files: {
        ...deploy(),
        ...hcl(
          'module "api" {\n  source = "git::https://example.com/modules.git//api?ref=v1"\n  image_tag = var.image_tag\n}',
        ),
      },
      reason: 'module "api"',
    },
    {
      name: 'a folder that an expression decides',
      files: {
        ...productionDeploy('run: terraform -chdir=${{ vars.FOLDER }} apply -auto-approve'),
        ...hcl(pod(IMAGE)),
      },
      reason: 'which code job "deploy" applies',
    },
    {
      name: 'a circuit breaker that hangs on a variable',
      files: {
        ...deploy(),
        ...hcl(task, service('deployment_circuit_breaker {\n    enable = var.on\n    rollback = var.on\n  }')),
      },
    },
    {
      name: 'a step that cannot be looked into',
      files: { ...productionDeploy(`run: ${APPLY}`, '{ if: failure(), uses: acme/undo@v1 }'), ...hcl(pod(IMAGE)) },
    },
    {
      name: 'a platform whose way back is not told by files',
      files: {
        ...deploy(),
        ...hcl(
          block(
            'aws_apprunner_service',
            'api',
            `source_configuration {\n    image_repository {\n      image_identifier = ${IMAGE}\n    }\n  }`,
          ),
        ),
      },
    },
  ],
  passes: [
    { name: 'a service with a circuit breaker', files: { ...deploy(), ...hcl(task, service(BREAKER)) } },
    {
      name: 'a chart that is atomic',
      files: { ...deploy(), ...hcl(block('helm_release', 'api', 'version = var.image_tag', 'atomic = true')) },
    },
    {
      name: 'the last good version is applied again',
      files: {
        ...productionDeploy(
          `run: ${APPLY}`,
          '{ if: failure(), run: terraform -chdir=infra apply -auto-approve -var image_tag=$LAST_GOOD }',
        ),
        ...hcl(pod(IMAGE)),
      },
    },
    {
      name: 'people may start it with a version',
      files: {
        '.github/workflows/deploy.yml': deploy()['.github/workflows/deploy.yml'].replace(
          'on: { push: { branches: [main] } }',
          'on: { push: { branches: [main] }, workflow_dispatch: { inputs: { version: { type: string } } } }',
        ),
        ...hcl(pod(IMAGE)),
      },
    },
  ],
  implied: [
    { name: 'a service without a circuit breaker', files: { ...deploy(), ...hcl(task, service()) } },
    {
      name: 'a chart that is not atomic',
      files: { ...deploy(), ...hcl(block('helm_release', 'api', 'version = var.image_tag')) },
    },
    {
      name: 'a function whose code is replaced',
      files: { ...deploy(), ...hcl(lambda('filename = "${path.module}/api.zip"')) },
    },
  ],
  fails: [
    {
      name: 'a step before that cannot be looked into',
      files: { ...productionDeploy('uses: acme/prepare@v1', `run: ${APPLY} # ! alone`), ...hcl(pod(IMAGE)) },
    },
    { name: 'an option', files: { ...deploy(' # ! alone'), ...hcl(pod(IMAGE)) } },
    {
      name: 'a variable of the environment',
      files: {
        ...productionDeploy(
          'env: { TF_VAR_image_tag: "${{ github.sha }}" }\n        run: terraform -chdir=infra apply -auto-approve # ! alone',
        ),
        ...hcl(pod(IMAGE)),
      },
    },
    {
      name: 'a module of the tree',
      files: {
        ...deploy(' # ! alone'),
        ...hcl(
          'module "api" {\n  source = "../modules/api"\n  image  = "registry.example.com/api:${var.image_tag}"\n}',
        ),
        'modules/api/main.tf': `variable "image" {}\n${pod('var.image')}\n`,
      },
    },
    {
      name: 'a plan that is applied',
      files: {
        ...productionDeploy(
          'run: terraform -chdir=infra plan -out=plan.bin -var="image_tag=${{ github.sha }}"',
          'run: terraform -chdir=infra apply plan.bin # ! alone',
        ),
        ...hcl(pod(IMAGE)),
      },
    },
    {
      name: 'GitLab',
      files: {
        '.gitlab-ci.yml': [
          'deploy:',
          '  environment: production',
          '  script:',
          '    - cd infra',
          '    - tofu apply -auto-approve -var "image_tag=$CI_COMMIT_SHA" # ! alone',
          '  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]',
          '',
        ].join('\n'),
        ...hcl(pod(IMAGE)),
      },
    },
    {
      name: 'Azure Pipelines',
      files: {
        'azure-pipelines.yml':
          'trigger: [main]\nsteps:\n  - script: terraform -chdir=infra apply -auto-approve -var image_tag=$(Build.SourceVersion) # ! alone\n',
        ...hcl(
          block('azurerm_container_app', 'api', `template {\n    container {\n      image = ${IMAGE}\n    }\n  }`),
        ),
      },
    },
  ],
})
