import { oncePer } from '../../core/once.js'
import type { Resource } from '../../models/index.js'
import { referencesIn } from '../../models/value.js'
import { folderPrefix } from '../../core/paths.js'

/** Types that much hangs on without having to do with one another. */
const SHARED = /iam_|vpc|subnet|security_group|kms|sns_topic|_bucket$|::IAM::|::EC2::|::KMS::|::SNS::|::S3::/

/** How these resources refer to each other: read once for a list, for all checks that ask. */
export const neighboursIn = oncePer((resources: readonly Resource[]) => new Neighbours(resources))

/** Resources by the module or template that they stand in, and how they refer to each other within it. */
export class Neighbours {
  readonly #byName = new Map<string, Resource>()
  readonly #near = new Map<Resource, ReadonlySet<Resource>>()
  readonly #next = new Map<Resource, Set<Resource>>()

  constructor(resources: readonly Resource[]) {
    for (const resource of resources) this.#byName.set(keyOf(resource), resource)
    for (const resource of resources) {
      for (const other of this.named(resource, referencesIn(resource.properties))) {
        if (other === resource) continue
        this.#beside(resource).add(other)
        this.#beside(other).add(resource)
      }
    }
  }

  /** The resources of the same place that references of `resource` lead to. */
  named(resource: Resource, references: readonly string[]): Resource[] {
    const place = placeOf(resource)
    return references.flatMap((reference) => {
      const name = nameIn(reference)
      return (name === undefined ? undefined : this.#byName.get(`${place} ${name}`)) ?? []
    })
  }

  /** What the resource has to do with, at most two references away. */
  of(resource: Resource): ReadonlySet<Resource> {
    const known = this.#near.get(resource)
    if (known !== undefined) return known
    const found = new Set(this.#beside(resource))
    for (const each of [...found]) {
      if (SHARED.test(each.type)) continue
      for (const next of this.#beside(each)) found.add(next)
    }
    found.delete(resource)
    this.#near.set(resource, found)
    return found
  }

  #beside(resource: Resource): Set<Resource> {
    const found = this.#next.get(resource) ?? new Set()
    this.#next.set(resource, found)
    return found
  }
}

/** Where a resource can be referred to by its own name: its module or chart, its template, or the folder of manifests. */
export function placeOf({ technology, module, file }: Resource): string {
  if (technology === 'cloudformation') return file
  return module ?? folderPrefix(file)
}

function keyOf(resource: Resource): string {
  const { technology, type, name } = resource
  return `${placeOf(resource)} ${technology === 'terraform' ? `${type}.${name}` : name}`
}

/** The name in a reference: `aws_lambda_function.api` of `aws_lambda_function.api[0].arn`, `Api` of `GetAtt:Api.Arn`. */
function nameIn(reference: string): string | undefined {
  const logical = /^(?:Ref|GetAtt):(\w+)/.exec(reference)?.[1]
  return logical ?? /^[\w-]+\.[\w-]+/.exec(reference)?.[0]
}
