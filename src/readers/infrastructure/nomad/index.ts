import type { ReaderContext } from '../../context.js'
import { bodyValue } from '../../hcl/value.js'
import { scopeOfDefaults } from '../hcl-scope.js'
import { NOTHING, type FileReading } from '../reading.js'
import { blocksOf, readTerraformFile, type HclKind } from '../terraform/files.js'

/** Levant and Nomad Pack fill in `[[ … ]]`, Terraform's templatefile `%{ … }`. */
const NOMAD: HclKind = { template: 'a template of a Nomad job', placeholder: /\[\[|%\{|\{\{|<%/ }

/** Files of other tools in HCL, which are no jobs whatever stands in them. */
const OTHERS = /\.(?:pkr|tf|tftest|tfmock|tfcomponent|tfdeploy|tfquery|stack|terraform\.lock|lock|pkrvars|tfvars)\.hcl$/

/** Whether the file is a job of Nomad: by its name, or a file in HCL that declares one at the start of a line. */
export function isNomadJob(context: ReaderContext, path: string): boolean {
  if (/\.nomad(?:\.hcl)?$/.test(path)) return true
  if (!path.endsWith('.hcl') || OTHERS.test(path) || /(?:^|\/)terragrunt\.hcl$/.test(path)) return false
  const text = context.files.text(path)
  return text !== undefined && /^job[ \t]+"/m.test(text)
}

/**
 * Reads a job of Nomad (Nomad docs: Job Specification). Each job is a resource `nomad-job` with its groups, tasks and
 * updates as blocks. Variables have their defaults; what a node or the scheduler fills in (`${NOMAD_PORT_http}`) is
 * unresolved.
 */
export function readNomadJob(context: ReaderContext, path: string): FileReading {
  const file = readTerraformFile(context, path, NOMAD)
  if (file === undefined) return NOTHING
  const scope = scopeOfDefaults([file]).within(file)
  const resources = blocksOf([file], 'job').flatMap(({ block }) => {
    const [name] = block.labels
    if (name === undefined) return []
    const route = `job.${name}`
    return [
      {
        technology: 'nomad' as const,
        type: 'nomad-job',
        name,
        file: path,
        properties: bodyValue(block.body, scope, route),
        at: file.context.at(block.header, route),
        complete: file.complete,
      },
    ]
  })
  return { resources }
}
