/** A type of resource that processes data when something starts it. */
export interface DataJob {
  readonly type: string
  /** Properties by which it starts by itself. */
  readonly starts: readonly string[]
  /** Types of resources that start it and name it. */
  readonly starters: readonly string[]
}

/** Sources: the reference of each type, and of the services how their jobs are started. */
export const DATA_JOBS: readonly DataJob[] = [
  {
    type: 'aws_glue_job',
    starts: [],
    starters: ['aws_glue_trigger'],
  },
  {
    type: 'AWS::Glue::Job',
    starts: [],
    starters: ['AWS::Glue::Trigger'],
  },
  {
    type: 'databricks_job',
    starts: ['schedule', 'trigger', 'continuous'],
    starters: ['databricks_job'],
  },
  {
    type: 'google_dataform_repository',
    starts: [],
    starters: ['google_dataform_repository_release_config', 'google_dataform_repository_workflow_config'],
  },
]

/** Types that may start any job, by names that are made when they run: state machines, schedulers, functions, orchestrators. */
export const MAY_START: ReadonlySet<string> = new Set([
  'aws_sfn_state_machine',
  'aws_scheduler_schedule',
  'aws_cloudwatch_event_target',
  'aws_lambda_function',
  'aws_mwaa_environment',
  'AWS::StepFunctions::StateMachine',
  'AWS::Serverless::StateMachine',
  'AWS::Scheduler::Schedule',
  'AWS::Events::Rule',
  'AWS::Lambda::Function',
  'AWS::Serverless::Function',
  'AWS::MWAA::Environment',
  'google_composer_environment',
  'google_cloud_scheduler_job',
  'google_workflows_workflow',
])

/** Commands that start data jobs from a pipeline, or that run transformations there. */
export const RUNS_DATA =
  /\baws\s{1,4}glue\s{1,4}start-(?:job|workflow)-run\b|\bdatabricks\s{1,4}(?:bundle\s{1,4}(?:deploy|run)|jobs\s{1,4}run-now)\b|\bdbt\b[^\n;|&]{0,80}\s(?:run|build|snapshot)\b|\bsqlmesh\s{1,4}run\b|\bdataform\s{1,4}run\b|\bpapermill\b|\bdvc\s{1,4}(?:repro|exp\s{1,4}run)\b|\bprefect\s{1,4}deploy\b|\bdagster\b[^\n;|&]{0,60}\bdeploy\b/
