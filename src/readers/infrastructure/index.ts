import { pathsFitting } from '../../core/path-index.js'
import { fileLocation } from '../../core/location.js'
import type { UnreadFile } from '../../core/report.js'
import { LEFT_OUT } from '../../core/unread.js'
import type { Infrastructure, Resource } from '../../models/index.js'
import type { ReaderContext } from '../context.js'
import { isListOfTasks, looksLikePlaybook } from './ansible/files.js'
import { readAnsible } from './ansible/index.js'
import { notingBroken } from './broken.js'
import { isCdkConfig, readCdkConfig } from './cloudformation/cdk.js'
import { looksLikeArm, readArm } from './azure/arm.js'
import { isBicep, readBicep } from './azure/bicep.js'
import { looksLikeTemplate, readCloudFormation } from './cloudformation/index.js'
import { NestedStacks } from './cloudformation/nested.js'
import { isSamConfig, readSamConfig } from './cloudformation/samconfig.js'
import { isServerless, readServerless } from './cloudformation/serverless.js'
import { isComposeFile, readCompose, withOverlays } from './compose/index.js'
import { readDockerfile } from './dockerfile/index.js'
import { dockerfileName } from './dockerfile/names.js'
import { chartOf, chartRoots, isChart, readChart, readChartTemplate } from './helm/index.js'
import { isKustomization, readKustomization, withKustomizations, type Kustomization } from './kubernetes/kustomize.js'
import { kustomizationsOf } from './kubernetes/kustomizations.js'
import { looksLikeManifest, readManifest } from './kubernetes/manifest.js'
import { isNomadJob, readNomadJob } from './nomad/index.js'
import { pulumiFile, readPulumi } from './pulumi/index.js'
import { readPacker } from './packer/index.js'
import { looksLikePacker, readPackerJson } from './packer/json.js'
import { ANSIBLE, NOTHING, unreadFile, type FileReading } from './reading.js'
import { isForeign, isToolJson, MAX_JSON } from './sniff.js'
import { isDinghyfile, looksLikeSpinnaker, readSpinnaker } from './spinnaker/index.js'
import { TECHNOLOGY_FILES, technologiesByName, technologiesOfType } from './technologies.js'
import { readTerraform } from './terraform/index.js'
import { readTests } from './terraform/tests.js'

/** Names of what may define something, or show a technology; names of programs that are no more than that are not asked. */
const DEFINITIONS: readonly RegExp[] = [
  ...TECHNOLOGY_FILES,
  /\.(?:ya?ml|json|template|j2|tpl|tmpl|gotmpl|toml|hcl|nomad|bicep|bicepparam)$/,
  /(?:^|\/)(?:Kustomization|dinghyfile)$/,
  /(?:docker|container)file[^/]*$/i,
]

/** Reads the infrastructure that the files define; each file is looked at once, and parsed only if it looks the part. */
export function readInfrastructure(whole: ReaderContext): Infrastructure {
  const context = notingBroken(whole)
  const terraform = readTerraform(context)
  const technologies = new Set<string>()
  const unread: { file: string; technology: string }[] = []
  const lists: Kustomization[] = []
  const playbooks: string[] = []
  const found: Resource[] = [...terraform.resources, ...readTests(context), ...readPacker(context)]
  const record = (file: string, reading: FileReading & { readonly lists?: Kustomization }) => {
    for (const resource of reading.resources) found.push(resource)
    if (reading.lists !== undefined) lists.push(reading.lists)
    if (reading.isAnsible) playbooks.push(file)
    if (reading.unread === undefined) return
    technologies.add(reading.unread.technology)
    unread.push({ file, technology: reading.unread.technology })
    context.unread({ file, reason: reading.unread.reason })
  }
  const read = reader(context)
  for (const path of pathsFitting(context.files.paths, DEFINITIONS)) {
    if (isForeign(path)) continue
    const named = technologiesByName(path, context.files)
    for (const { technology } of named) technologies.add(technology)
    const foreign = named.find(({ definitions }) => definitions)?.technology
    record(path, foreign === undefined ? read(path) : unreadFile(foreign, `${foreign} is recognised and not read yet`))
  }
  for (const lost of context.files.unread) noteUnread(context, lost)
  for (const { technology, type } of found)
    [technology, ...technologiesOfType(type)].forEach((each) => technologies.add(each))
  if (terraform.modules.length > 0) technologies.add('terraform')
  if (playbooks.length > 0) technologies.add('ansible')
  const ansible = readAnsible(context, playbooks)
  const resources = withOverlays(withKustomizations(found, lists))
  const kustomizations = kustomizationsOf(context, resources)
  const { broken } = context
  return { resources, kustomizations, terraform: terraform.modules, ansible, technologies, unread, broken }
}

/** Definitions whose name says what they are, and that have no text for us: what they hold is missing from every verdict. */
function noteUnread(context: ReaderContext, { file, reason }: UnreadFile): void {
  // Who leaves folders out of the checkout knows that what they define is not looked at.
  if (isForeign(file) || reason.startsWith('it is a folder') || reason.startsWith(LEFT_OUT)) return
  const isNamed =
    dockerfileName(file) === 'certain' ||
    /\.(?:tf|tofu)(?:\.json)?$/.test(file) ||
    [isBicep, isChart, isComposeFile, isKustomization].some((is) => is(file))
  if (isNamed) context.defect({ at: fileLocation(file), message: `this definition cannot be read: ${reason}` })
}

/** What reads a path: by name where the name tells, else by a look at the text. */
function reader(context: ReaderContext): (path: string) => FileReading & { readonly lists?: Kustomization } {
  const roots = chartRoots(context.files.paths)
  const stacks = new NestedStacks(context)
  let json = 0
  return (path) => {
    if (dockerfileName(path) !== undefined) return readDockerfile(context, path)
    if (isSamConfig(path)) return readSamConfig(context, path)
    if (isCdkConfig(path)) return readCdkConfig(context, path)
    if (isKustomization(path)) return readKustomization(context, path)
    if (isBicep(path)) return readBicep(context, path)
    if (isNomadJob(context, path)) return readNomadJob(context, path)
    if (isDinghyfile(path)) return readSpinnaker(context, path)
    const extension = /\.(ya?ml|json|template|j2|tpl|tmpl|gotmpl)$/.exec(path)?.[1]
    if (extension === undefined) return NOTHING
    const pulumi = pulumiFile(context, path)
    if (pulumi !== undefined) return readPulumi(context, path, pulumi)
    if (isChart(path)) return readChart(context, path)
    if (isComposeFile(path)) return readCompose(context, path)
    if (isListOfTasks(context, path)) return ANSIBLE
    const chart = chartOf(path, roots)
    if (chart !== undefined) return readChartTemplate(context, path, chart)
    if (extension === 'json' && (isToolJson(path) || ++json > MAX_JSON)) return NOTHING
    return byText(context, path, extension, stacks)
  }
}

function byText(context: ReaderContext, path: string, extension: string, stacks: NestedStacks): FileReading {
  const templated = extension !== 'yaml' && extension !== 'yml' && extension !== 'json' && extension !== 'template'
  if (templated && !/\.(?:ya?ml|json)\.\w+$/.test(path)) return NOTHING
  const text = context.files.text(path)
  if (text === undefined) return NOTHING
  if (extension === 'json' && looksLikeArm(text)) return readArm(context, path)
  if (looksLikeSpinnaker(text)) return readSpinnaker(context, path)
  if (isServerless(path, text)) return readServerless(context, path)
  if (looksLikeManifest(text) && extension !== 'template') {
    return templated ? unreadFile('kubernetes', 'a template of a manifest') : readManifest(context, path)
  }
  if (!templated && looksLikePacker(text)) return readPackerJson(context, path)
  if (looksLikeTemplate(text)) {
    return templated
      ? unreadFile('cloudformation', 'a template of a template')
      : readCloudFormation(context, path, stacks)
  }
  return looksLikePlaybook(text) ? ANSIBLE : NOTHING
}
