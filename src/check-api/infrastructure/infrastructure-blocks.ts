import type { Location } from '../../core/location.js'
import type { FileIndex, Infrastructure, Pipelines, Resource } from '../../models/index.js'
import { valueAt } from '../../models/value.js'
import { isTerraformResource } from './authored-infrastructure.js'
import { isSample } from '../common/paths.js'
import { rootModules } from './terraform.js'

/** Infrastructure code that is applied as one: a Terraform root module or a CloudFormation template. */
export interface InfrastructureBlock {
  readonly kind: 'root module' | 'template'
  /** Folder of the module, path of the template. */
  readonly name: string
  /** Type and name of what it declares itself; what `count` or `for_each` repeats is one. */
  readonly resources: ReadonlySet<string>
  /** The modules and nested stacks that it puts together, by name. */
  readonly parts: readonly string[]
  readonly at: Location
}

/** CloudFormation's ways to put a template together: stacks of other templates, and modules of its registry. */
const PARTS = /^AWS::CloudFormation::Stack(?:Set)?$|^AWS::Serverless::Application$|::MODULE$/

/** Folders of tests. Those of environments count, `test` among them: they repeat the others. */
const TESTS = /(?:^|\/)(?:tests|testing|e2e)\/|^test\//

/**
 * The root modules and templates that are written here. Templates that others use as a part, that CDK made, or that stand
 * beside the same one in the other syntax are left out.
 */
export function infrastructureBlocks(
  infrastructure: Infrastructure,
  pipelines: Pipelines,
  files: FileIndex,
): InfrastructureBlock[] {
  const isWritten = (path: string) => !files.isExcluded(path) && !isSample(path) && !TESTS.test(path)
  return [
    ...rootBlocks(infrastructure, pipelines).filter(({ at }) => isWritten(at.file)),
    ...templateBlocks(infrastructure).filter(({ at }) => isWritten(at.file)),
  ]
}

function rootBlocks({ resources, ...infrastructure }: Infrastructure, pipelines: Pipelines): InfrastructureBlock[] {
  const byModule = new Map<string, Resource[]>()
  for (const resource of resources) {
    if (resource.technology !== 'terraform' || resource.module === undefined) continue
    const own = byModule.get(resource.module)
    if (own === undefined) byModule.set(resource.module, [resource])
    else own.push(resource)
  }
  return rootModules({ resources, ...infrastructure }, pipelines)
    .filter(({ isUnit }) => isUnit !== true)
    .map(({ folder, at }) => {
      const own = byModule.get(folder) ?? []
      const parts = own.filter(({ type }) => type === 'module').map(({ name }) => name)
      return { kind: 'root module', name: folder, resources: addresses(own.filter(isTerraformResource)), parts, at }
    })
}

function templateBlocks({ resources }: Infrastructure): InfrastructureBlock[] {
  const byFile = new Map<string, Resource[]>()
  for (const resource of resources) {
    if (resource.technology !== 'cloudformation') continue
    const own = byFile.get(resource.file)
    if (own === undefined) byFile.set(resource.file, [resource])
    else own.push(resource)
  }
  const seen = new Set<string>()
  return [...byFile].flatMap(([file, own]): InfrastructureBlock[] => {
    const template = own.find(({ type }) => type === 'template')
    const made = own.filter(({ type }) => type.includes('::'))
    const isPart = made.some(({ calledFrom }) => calledFrom?.some((at) => at.file !== file))
    const twin = file.replace(/\.\w+$/, '')
    if (template === undefined || isPart || made.some(isOfCdk) || seen.has(twin)) return []
    seen.add(twin)
    const parts = made.filter(({ type }) => PARTS.test(type)).map(({ name }) => name)
    return [{ kind: 'template', name: file, resources: addresses(made), parts, at: template.at }]
  })
}

/** CDK notes the construct of each resource (CDK docs: Constructs, "aws:cdk:path"). */
function isOfCdk({ properties }: Resource): boolean {
  const metadata = valueAt(properties, '@Metadata')
  return metadata?.kind === 'dict' && metadata.entries.has('aws:cdk:path')
}

function addresses(resources: readonly Resource[]): ReadonlySet<string> {
  return new Set(resources.map(({ type, name }) => `${type} ${name}`))
}

/** Blocks that declare the same under the same names, first the one that the others repeat. */
export interface RepeatedBlocks {
  readonly blocks: readonly [InfrastructureBlock, ...InfrastructureBlock[]]
  /** How many resources the first two share. */
  readonly shared: number
}

/** Blocks beyond this number are not compared. */
const MAX_COMPARED = 300
/** Part of the smaller block that the larger one must have, too. */
const MOST = 0.8

/** Groups of blocks of one kind that share at least `least` resources, and most of what the smaller one has. */
export function repeatedBlocks(blocks: readonly InfrastructureBlock[], least: number): RepeatedBlocks[] {
  const groups: { blocks: [InfrastructureBlock, ...InfrastructureBlock[]]; shared: number }[] = []
  for (const block of blocks.filter(({ resources }) => resources.size >= least).slice(0, MAX_COMPARED)) {
    const group = groups.find(
      ({ blocks: [first] }) => first.kind === block.kind && isMostOf(sharedBy(first, block), first, block, least),
    )
    if (group === undefined) groups.push({ blocks: [block], shared: 0 })
    else {
      if (group.blocks.length === 1) group.shared = sharedBy(group.blocks[0], block)
      group.blocks.push(block)
    }
  }
  return groups.filter((group) => group.blocks.length > 1)
}

function sharedBy(a: InfrastructureBlock, b: InfrastructureBlock): number {
  return [...a.resources].filter((each) => b.resources.has(each)).length
}

function isMostOf(shared: number, a: InfrastructureBlock, b: InfrastructureBlock, least: number): boolean {
  return shared >= least && shared >= MOST * Math.min(a.resources.size, b.resources.size)
}
