import type { FileIndex, Infrastructure } from '../../models/index.js'
import type { CheckOutcome } from '../check.js'
import { isForUse } from '../common/paths.js'

/** Names of modules, and of what they are fetched from, that declare something which keeps data. */
const STORES =
  /(?:^|[-_/.])(?:redis|cache|postgres\w*|mysql|sql|mssql|rds|aurora|database|db|dynamo\w*|cosmos\w*|mongo\w*|s3|bucket|storage|blob|queue|sqs|sns|kafka|msk|servicebus|service-bus|eventhub|opensearch|elasticsearch|elasticache|efs|redshift|docdb|secret|vault|key-?vault)(?:$|[-_/.?])/i

/** A module that is fetched from elsewhere and by its name declares a store: unknown, because how it encrypts is said there. */
export function storeElsewhere(
  { terraform }: Pick<Infrastructure, 'terraform'>,
  files: FileIndex,
): Extract<CheckOutcome, { kind: 'unknown' }> | undefined {
  const found = terraform
    .filter(({ at }) => isForUse(at.file, files))
    .flatMap(({ moduleSources }) => moduleSources)
    .find(({ name, source, local }) => local === undefined && (STORES.test(name) || STORES.test(source.value)))
  if (found === undefined) return undefined
  const { name, source } = found
  const reason = 'module {name} comes from {source}, where it is said how its data are encrypted'
  return { kind: 'unknown', origin: 'files', reason, data: { name, source: source.value }, at: source.at }
}
