import { join } from 'node:path'
import { CONFIG_FILES } from '../config/find.js'
import { errorText, UserError } from '../core/errors.js'
import { writeInside } from '../publish/write-inside.js'
import { isThere } from '../snapshot/listing.js'
import { BASELINE_FILE } from './baseline.js'
import { fixPorts } from './fix-ports.js'
import { folderOf } from './folder.js'
import { configText } from './init/config-text.js'
import { detect, type Detected, type Pin } from './init/detect.js'
import { githubWorkflow } from './init/github-workflow.js'
import { REPOSITORY } from './init/pins.js'
import { answersFor, type Answers } from './init/questions.js'
import { afterwards, chooseSystem, filesOfSystem, type Written } from './init/systems.js'
import type { WrittenSystem } from './init/written-systems.js'
import type { Invocation } from './parse.js'
import type { Ports } from './ports.js'
import { printable } from './say.js'
import { versionOf } from './version.js'

/** What is about to be done, all of it known before anything is written. */
interface Plan {
  readonly root: string
  readonly system: WrittenSystem
  readonly files: readonly Written[]
  readonly detected: Detected
  readonly answers: Answers
  /** Whether the Action's tag could be resolved; true for systems that do not use it. */
  readonly isPinned: boolean
}

/**
 * `pillarlint init [path]`: writes the step for the CI system that the repository uses, and a configuration that fits it.
 * Overwrites nothing without --force, and asks nothing where nobody sits at a terminal.
 */
export async function init(invocation: Invocation, ports: Ports): Promise<number> {
  const plan = await planFor(invocation, ports)
  const isDry = invocation.values.has('dry-run')
  const lines = plan.files.flatMap((file) => put(file, plan, invocation, isDry))
  for (const line of lines) ports.stdout.write(`${line}\n`)
  if (plan.answers.baseline && !isDry) {
    const { baseline } = await import('./baseline.js')
    const values = new Map([...invocation.values].filter(([name]) => name !== 'baseline'))
    const status = await baseline({ ...invocation, command: 'baseline', values }, ports)
    if (status !== 0) return status
  }
  ports.stdout.write(
    `\nNext\n${nextSteps(plan, isDry)
      .map((step) => `  - ${printable(step)}\n`)
      .join('')}`,
  )
  return 0
}

async function planFor(invocation: Invocation, ports: Ports): Promise<Plan> {
  const root = folderOf(invocation, ports)
  const detected = await detect(root)
  const system = chooseSystem(invocation.values.get('ci'), detected)
  const answers = await answersFor(invocation, ports, system === 'github-actions')
  const version = versionOf(ports.packageRoot)
  const { branch } = detected
  const action = system === 'github-actions' ? await actionPin(version, invocation, ports) : undefined
  const pipeline =
    system === 'github-actions'
      ? [
          {
            path: '.github/workflows/pillarlint.yml',
            text: githubWorkflow({ ...detected, ...answers, action, tag: tagOf(version) }),
          },
        ]
      : filesOfSystem(system, { branch, version }, detected.has)
  const baseline = answers.baseline ? BASELINE_FILE : undefined
  const config = { path: 'pillarlint.yml', text: configText({ version, profile: answers.profile, baseline }, detected) }
  const isPinned = system !== 'github-actions' || action !== undefined
  return { root, system, files: [...pipeline, config], detected, answers, isPinned }
}

/** The tag that moves with the releases of one major version. */
function tagOf(version: string): string {
  return `v${version.split('.')[0] ?? ''}`
}

/** The commit of this version's release; a version does not know its own, so the host is asked, unless --offline. */
async function actionPin(version: string, invocation: Invocation, ports: Ports): Promise<Pin | undefined> {
  const found = await fixPorts(invocation, ports).resolveRef?.(REPOSITORY, `v${version}`)
  return found === undefined || 'refused' in found
    ? undefined
    : { ref: found.commit, comment: found.version ?? `v${version}` }
}

/** Writes one file unless it is there, and says so. */
function put(file: Written, { root, detected }: Plan, { values }: Invocation, isDry: boolean): string[] {
  const { path, text, intoExisting } = file
  if (intoExisting === true) return [`For ${path}:`, '', text]
  const existing = existingFor(path, root, detected)
  if (existing !== undefined && !values.has('force'))
    return [`${printable(existing)} is there, and stays as it is (--force overwrites it).`]
  if (isDry) return [`Would write ${path}:`, '', text]
  try {
    writeInside(root, existing ?? path, text)
  } catch (error) {
    throw new UserError(`${path} cannot be written: ${errorText(error)}`)
  }
  return [`Written: ${printable(existing ?? path)}`]
}

/** The file that is in the way: of the configuration also one at another known place, which would count as a second one. */
function existingFor(path: string, root: string, { has }: Detected): string | undefined {
  const places = path === 'pillarlint.yml' ? CONFIG_FILES : [path]
  return places.find((each) => has(each) || isThere(join(root, each)))
}

function nextSteps({ system, files, detected, isPinned }: Plan, isDry: boolean): string[] {
  const { owners, systems, others } = detected
  const seen = [...systems.filter((each) => each !== system && each !== 'pre-commit-ci'), ...others]
  const pipeline = files[0]?.path ?? ''
  return [
    ...(isDry ? ['Run it again without --dry-run.'] : []),
    ...afterwards(
      system,
      files.filter(({ path }) => path !== 'pillarlint.yml'),
    ),
    ...(isPinned
      ? []
      : [
          `The tag of ${REPOSITORY} in ${pipeline} can be moved: "npx pillarlint --fix" writes its commit id when GitHub can be asked.`,
        ]),
    ...(owners === undefined
      ? []
      : [`Give ${pipeline} and pillarlint.yml an owner in ${owners}: who can change them decides what passes.`]),
    ...(seen.length > 0 ? [`Also found: ${seen.join(', ')}. --ci writes for another system.`] : []),
    'Look at the findings of today: npx pillarlint',
    'Commit the files on a branch. The configuration counts from when it is merged.',
  ]
}
