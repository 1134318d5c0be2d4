/** Under which names a technology has what a pipeline says. */
export interface Keys {
  readonly name: string
  readonly stages: string
  readonly actions: string
  /** Where category and provider of an action and of a rule stand; absent where they stand in the action itself. */
  readonly actionType?: string
  readonly ruleType?: string
  readonly category: string
  readonly provider: string
  readonly runOrder: string
  readonly configuration: string
  readonly commands: string
  readonly timeout: string
  readonly before: string
  readonly success: string
  readonly failure: string
  readonly conditions: string
  readonly result: string
  readonly rules: string
  readonly disabled: string
  readonly executionMode: string
  readonly triggers: string
  readonly git: string
  readonly sourceAction: string
  readonly push: string
  readonly pullRequest: string
  readonly branches: string
  readonly tags: string
  readonly paths: string
  readonly includes: string
  readonly excludes: string
}

/** AWS CloudFormation Template Reference: AWS::CodePipeline::Pipeline. */
export const CLOUDFORMATION: Keys = {
  name: 'Name',
  stages: 'Stages',
  actions: 'Actions',
  actionType: 'ActionTypeId',
  ruleType: 'RuleTypeId',
  category: 'Category',
  provider: 'Provider',
  runOrder: 'RunOrder',
  configuration: 'Configuration',
  commands: 'Commands',
  timeout: 'TimeoutInMinutes',
  before: 'BeforeEntry',
  success: 'OnSuccess',
  failure: 'OnFailure',
  conditions: 'Conditions',
  result: 'Result',
  rules: 'Rules',
  disabled: 'DisableInboundStageTransitions',
  executionMode: 'ExecutionMode',
  triggers: 'Triggers',
  git: 'GitConfiguration',
  sourceAction: 'SourceActionName',
  push: 'Push',
  pullRequest: 'PullRequest',
  branches: 'Branches',
  tags: 'Tags',
  paths: 'FilePaths',
  includes: 'Includes',
  excludes: 'Excludes',
}

/** Terraform Registry, hashicorp/aws: aws_codepipeline. */
export const TERRAFORM: Keys = {
  name: 'name',
  stages: 'stage',
  actions: 'action',
  ruleType: 'rule_type_id',
  category: 'category',
  provider: 'provider',
  runOrder: 'run_order',
  configuration: 'configuration',
  commands: 'commands',
  timeout: 'timeout_in_minutes',
  before: 'before_entry',
  success: 'on_success',
  failure: 'on_failure',
  conditions: 'condition',
  result: 'result',
  rules: 'rule',
  disabled: 'disable_inbound_stage_transitions',
  executionMode: 'execution_mode',
  triggers: 'trigger',
  git: 'git_configuration',
  sourceAction: 'source_action_name',
  push: 'push',
  pullRequest: 'pull_request',
  branches: 'branches',
  tags: 'tags',
  paths: 'file_paths',
  includes: 'includes',
  excludes: 'excludes',
}
