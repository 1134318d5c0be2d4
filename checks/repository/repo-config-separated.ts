import {
  defineCheck,
  isForUse,
  isOperated,
  itemsOf,
  pathsFitting,
  textOf,
  valueAt,
  z,
  type CheckOutcome,
  type FileIndex,
  type ImageBuild,
  type Infrastructure,
  type Location,
  type Project,
  type Value,
} from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'address' | 'file'>

/** Resources that hold values for programs that run (documentation of each provider). */
const STORES =
  /^(?:aws_appconfig_\w+|AWS::AppConfig::\w+|aws_ssm_parameter|AWS::SSM::Parameter|azurerm_app_configuration\w*|Microsoft\.AppConfiguration\/.*|consul_keys?|consul_key_prefix|google_runtimeconfig_\w+|google_parameter_manager_\w+|v1\/ConfigMap|kubernetes_config_map(?:_v1)?(?:_data)?|launchdarkly_\w+|unleash_\w+|aws_evidently_\w+)$/

/** Packages that read settings from outside of the program, or ask a service for them. */
const READERS =
  /^(?:dotenv(?:-\w+)?|envalid|convict|config|@nestjs\/config|env-var|@t3-oss\/env-\w+|znv|nconf|pydantic-settings|dynaconf|python-decouple|python-dotenv|environs|django-environ|configargparse|omegaconf|github\.com\/spf13\/viper|github\.com\/kelseyhightower\/envconfig|github\.com\/caarlos0\/env.*|github\.com\/joho\/godotenv|github\.com\/knadh\/koanf.*|github\.com\/sethvargo\/go-envconfig|config|figment|envy|dotenvy|org\.springframework\.cloud:spring-cloud-(?:starter-)?(?:config|consul-config|kubernetes).*|com\.typesafe:config|io\.quarkus:quarkus-config.*|dotenv-rails|figaro|anyway_config|vlucas\/phpdotenv|symfony\/dotenv|microsoft\.extensions\.configuration.*|azure\.(?:appconfiguration|data\.appconfiguration)|@azure\/app-configuration|@aws-sdk\/client-(?:appconfig\w*|ssm)|launchdarkly.*|@launchdarkly\/.*|unleash-.*|@openfeature\/.*|openfeature.*|flagsmith.*|@growthbook\/.*|growthbook|configcat.*|@splitsoftware\/.*|firebase-admin)$/

/** Samples of settings, and settings of one environment each. */
const FILES =
  /(?:^|\/)(?:\.env\.(?:example|sample|template|dist|defaults?|schema)|env\.(?:example|sample|template)|\.env-(?:example|sample)|values[-_.][\w-]+\.ya?ml|values\.schema\.json|application-\w+\.(?:ya?ml|properties)|appsettings\.\w+\.json|[\w-]*\.(?:dev|staging|stage|prod|production|test)\.(?:tfvars|ya?ml|json|toml|properties))$|(?:^|\/)(?:config|environments|env|envs|settings)\/(?:[\w-]*[-_.])?(?:dev|development|staging|prod|production)\.\w+$/i

/** Parts of a host's name that say for which environment it is. */
const TIER = /(?:^|[.-])(?:prod|production|prd|staging|stage|stg|uat|qa|preprod|dev|develop|test)(?:[.-]|\d?$)/i

/** Files with the values of one environment. */
const ENV_FILE = /(?:^|\s|\/)\.env\.(?:prod|production|staging|stage|live)\b/i

export default defineCheck({
  id: 'repo-config-separated',
  title: 'Application configuration cannot change without a code release',
  severity: 'notice',
  confidence: 'low',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.EAC.4', 'OPS05-BP03', 'SEC02-BP03', 'ba.trap.unversioned-config'],
  judgesExamples: false,
  needs: ['project', 'delivery', 'infrastructure', 'imageBuilds', 'files'],
  options: z.strictObject({}),
  messages: {
    address: {
      text: '{name} in the image is {host}, an address of one environment: another one needs another image.',
      remedy: 'Leave {name} out of the image, and set it where the container is started.',
    },
    file: {
      text: 'The values of one environment ({file}) are copied into the image: another one needs another image.',
      remedy: 'Set the values where the container is started: environment variables, a ConfigMap, a parameter store.',
    },
  },

  *run({ project, delivery, infrastructure, imageBuilds, files }): Generator<Outcome> {
    if (!isOperated(project, delivery) || project.kind !== 'application')
      return yield { kind: 'not-applicable', reason: 'no application is deployed from here' }
    const baked = imageBuilds.filter(({ file }) => isForUse(file, files)).flatMap(bakedIn)
    if (baked.length > 0) return yield* baked
    const seen = storeIn(infrastructure, files) ?? readIn(project, files)
    if (seen !== undefined)
      yield {
        kind: 'evidence',
        text: '{what} keeps settings apart from the program',
        data: { what: seen.what },
        ...(seen.at && { at: seen.at }),
      }
    else
      yield {
        kind: 'unknown',
        origin: 'files',
        reason: 'nothing here shows where the application gets its settings',
        remedy: 'Keep a sample of them (.env.example), or one file for each environment, beside the code.',
      }
  },
})

/** What the last stage of a Dockerfile sets or copies in: that alone is in the image. */
function bakedIn({ resource }: ImageBuild): Outcome[] {
  const last = itemsOf(valueAt(resource.properties, 'stages')).at(-1)
  return itemsOf(valueAt(last, 'instructions')).flatMap((instruction): Outcome[] => {
    const name = textOf(valueAt(instruction, 'name'))
    if (name === 'ENV') return addresses(valueAt(instruction, 'pairs'))
    const text = textOf(valueAt(instruction, 'text')) ?? ''
    const file = name === 'COPY' || name === 'ADD' ? ENV_FILE.exec(text)?.[0].trim() : undefined
    return file === undefined ? [] : [{ kind: 'problem', message: 'file', data: { file }, at: instruction.at }]
  })
}

function addresses(pairs: Value | undefined): Outcome[] {
  if (pairs?.kind !== 'dict') return []
  return [...pairs.entries].flatMap(([name, value]): Outcome[] => {
    const text = textOf(value) ?? ''
    const host = /^(?:[a-z][a-z\d+.-]{1,20}:\/\/)(?:[^@/\s]{1,100}@)?([\w.-]{4,200})(?::\d+)?(?:\/|$)/i.exec(text)?.[1]
    if (host === undefined || !host.includes('.') || !TIER.test(host) || /localhost|example\./.test(host)) return []
    return [{ kind: 'problem', message: 'address', data: { name, host }, at: value.at }]
  })
}

interface Found {
  readonly what: string
  readonly at?: Location
}

function storeIn({ resources }: Infrastructure, files: FileIndex): Found | undefined {
  const store = resources.find(({ type, file }) => STORES.test(type) && isForUse(file, files))
  return store && { what: `${store.type} ${store.name}`, at: store.at }
}

function readIn({ dependencies }: Project, files: FileIndex): Found | undefined {
  const file = pathsFitting(files.paths, [FILES]).find((path) => isForUse(path, files))
  if (file !== undefined) return { what: file }
  const reader = dependencies.find(
    ({ name, development, at }) => !development && READERS.test(name) && isForUse(at.file, files),
  )
  return reader && { what: reader.name, at: reader.at }
}
