import type { Infrastructure, Technology } from '../../models/index.js'
import type { Defect, ReaderContext } from '../context.js'
import { looksLikeArm } from './azure/arm.js'
import { isBicep } from './azure/bicep.js'
import { looksLikeTemplate } from './cloudformation/index.js'
import { isComposeFile } from './compose/index.js'
import { dockerfileName } from './dockerfile/names.js'
import { isChart } from './helm/index.js'
import { isKustomization } from './kubernetes/kustomize.js'
import { looksLikeManifest } from './kubernetes/manifest.js'

type Broken = NonNullable<Infrastructure['broken']>[number]

/** A context that notes the defects of definitions, and what they are definitions of. */
export function notingBroken(context: ReaderContext): ReaderContext & { readonly broken: readonly Broken[] } {
  const broken = new Map<string, Broken>()
  const { files, settings, repository } = context
  return {
    files,
    settings,
    ...(repository !== undefined && { repository }),
    // Asked of git when it is asked for.
    get host() {
      return context.host
    },
    unread: (file) => context.unread(file),
    defect(defect) {
      context.defect(defect)
      const technology = technologyOf(context, defect)
      if (technology !== undefined && !broken.has(defect.at.file))
        broken.set(defect.at.file, { technology, at: defect.at })
    },
    get broken() {
      return [...broken.values()]
    },
  }
}

/** By name, else by what the text looks like; undefined for what defines nothing that checks look through. */
function technologyOf({ files }: ReaderContext, { at: { file } }: Defect): Technology | undefined {
  if (dockerfileName(file) !== undefined) return 'dockerfile'
  if (/\.(?:tf|tofu)(?:\.json)?$/.test(file)) return 'terraform'
  if (isBicep(file)) return 'bicep'
  if (isChart(file)) return 'helm'
  if (isComposeFile(file)) return 'compose'
  if (isKustomization(file)) return 'kubernetes'
  const text = files.text(file)
  if (text === undefined) return undefined
  if (file.endsWith('.json') && looksLikeArm(text)) return 'arm'
  if (looksLikeManifest(text)) return 'kubernetes'
  return looksLikeTemplate(text) ? 'cloudformation' : undefined
}
