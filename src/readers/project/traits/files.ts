import type { TraitKind } from '../../../models/index.js'

/** Files that show what a repository has, by their path in lower case. The first of each kind in a folder is enough. */
export const TRAIT_FILES: readonly {
  readonly kind: TraitKind
  readonly path: RegExp
  /** What must stand at the beginning of the file too. */
  readonly text?: RegExp
}[] = [
  // Pages and templates of pages: Rails, Django, Flask, Spring, Razor, Blade, Twig, Express; Android, iOS, Flutter.
  { kind: 'user-interface', path: /(?:^|\/)app\/views\/.*\.(?:erb|haml|slim)$/ },
  { kind: 'user-interface', path: /\.(?:cshtml|razor|blade\.php|html\.twig|html\.heex|html\.eex|jsp|xhtml)$/ },
  {
    kind: 'user-interface',
    path: /(?:^|\/)(?:templates|views)\/.*\.(?:html|jinja2?|j2\.html|njk|ejs|pug|hbs|gohtml)$/,
  },
  { kind: 'user-interface', path: /(?:^|\/)src\/main\/res\/layout\/[^/]+\.xml$/ },
  { kind: 'user-interface', path: /\.(?:storyboard|xib)$/ },
  {
    kind: 'interface-description',
    path: /(?:openapi|swagger|asyncapi).*\.(?:ya?ml|json)$|(?:^|\/)api(?:-spec)?\.(?:ya?ml|json)$/,
    text: /^\s{0,8}["']?(?:openapi|swagger|asyncapi)["']?\s{0,4}:\s{0,4}["']?\d/m,
  },
  { kind: 'interface-description', path: /\.proto$/ },
  { kind: 'interface-description', path: /(?:^|\/)schema\.(?:graphql|gql)$|\.graphqls$/ },
  { kind: 'interface-description', path: /\.avsc$/ },
  {
    kind: 'data-store',
    path: /(?:^|\/)(?:db\/migrate\/\d+_[^/]+\.rb|alembic\/versions\/[^/]+\.py|db\/migration\/v\d[^/]*\.sql|prisma\/migrations\/[^/]+\/migration\.sql|migrations\/\d[^/]*\.(?:sql|py))$/,
  },
  { kind: 'data-model', path: /(?:^|\/)(?:dbt_project\.ya?ml|dataform\.json|workflow_settings\.yaml)$/ },
  { kind: 'data-pipeline', path: /^(?:[^/]+\/){0,2}dags\/.*\.py$/ },
]

/** Types of infrastructure resources that run data jobs. */
export const DATA_JOBS: ReadonlySet<string> = new Set([
  'aws_glue_job',
  'AWS::Glue::Job',
  'google_dataflow_job',
  'google_dataflow_flex_template_job',
  'databricks_job',
  'databricks_pipeline',
  'azurerm_data_factory_pipeline',
  'google_dataform_repository',
])
