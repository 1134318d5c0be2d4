import type { Resource, Value } from '../../../models/index.js'
import { itemsOf, textOf, valueAt } from '../../../models/value.js'
import { takesUpgradeBack } from '../../../models/helm-release.js'
import { folderOf } from '../../paths.js'
import { literal, switchAt } from './literal.js'
import { versionRevision } from './revisions.js'
import type { Claimed, Tiers } from './tiers.js'

/** Keys by which a patch changes what a pull says of itself. */
const TELLING = /\b(?:suspend|remediation|disableWait|test|driftDetection|wait|healthChecks|syncPolicy|automated)\b/

/**
 * The pulls with what patches change. Objects of patch files are laid over theirs where they say so literally; what a
 * kustomization or a parent of Flux patches in its own text is open.
 */
export function withPatches(resources: readonly Resource[], all: readonly Claimed[], tiers: Tiers): Claimed[] {
  const parts = resources.filter(({ complete }) => !complete)
  const patching = resources.filter(({ type }) => type === 'kustomization' || type.endsWith('/Kustomization'))
  const inline = patching.flatMap(({ properties }) => inlinePatches(properties)).filter((text) => TELLING.test(text))
  return all.map((each) => {
    const { draft } = each
    const laid = parts.filter((part) => part !== draft.resource && isPartOf(part, draft.resource))
    const kind = kindOf(draft.resource)
    const texts =
      tiers.parents(each).length > 0 ? inline.filter((text) => changes(text, kind, draft.resource.name)) : []
    const changed = laid.reduce<Claimed>((before, part) => ({ ...before, draft: overlaid(before.draft, part) }), each)
    return texts.length > 0 ? { ...changed, draft: opened(changed.draft, texts.join('\n')) } : changed
  })
}

function isPartOf(part: Resource, { type, name, file }: Resource): boolean {
  return (
    part.name === name &&
    kindOf(part) === type.slice(type.lastIndexOf('/') + 1) &&
    folderOf(part.file) !== folderOf(file)
  )
}

function inlinePatches(properties: Value): string[] {
  return ['patches', 'patchesStrategicMerge', 'patchesJson6902', 'spec.patches']
    .flatMap((list) => itemsOf(valueAt(properties, list)))
    .flatMap((item) => {
      const text = item.kind === 'dict' ? textOf(valueAt(item, 'patch')) : textOf(item)
      const target = item.kind === 'dict' ? textOf(valueAt(item, 'target.kind')) : undefined
      return text?.includes('\n') === true ? [`kind: ${target ?? ''}\n${text}`] : []
    })
}

/** Whether the patch is for objects of this kind, or hands such a patch on. */
function changes(text: string, kind: string, name: string): boolean {
  return (
    text.includes(`kind: ${kind}`) &&
    (!/^[ \t]*name: [\w-]+$/m.test(text) || text.includes(name) || text.includes('patches:'))
  )
}

type Told = Claimed['draft']

/** What an object of a patch file sets. Overlays of several environments may differ: what they set is then open. */
function overlaid(draft: Told, { properties }: Resource): Told {
  const suspended = switchAt(properties, 'spec.suspend', false)
  const test = valueAt(properties, 'spec.test.enable')
  const upgrade = valueAt(properties, 'spec.upgrade')
  const mode = literal(valueAt(properties, 'spec.driftDetection.mode'))
  const version = valueAt(properties, 'spec.chart.spec.version')
  const follows = versionRevision(version).follows
  return {
    ...draft,
    ...(version !== undefined && {
      sources: draft.sources.map(({ revision: _, ...source }) => ({ ...source, follows })),
    }),
    automated: suspended === false ? draft.automated : undefined,
    corrects: mode === undefined ? draft.corrects : mode === 'enabled' || undefined,
    reverts: upgrade === undefined ? draft.reverts : takesUpgradeBack(properties) || undefined,
    ...(literal(test) === 'true' && test !== undefined && { verifies: test.at }),
  }
}

/** Undefined for all that the texts of patches may change. */
function opened({ waits, verifies, ...draft }: Told, text: string): Told {
  const says = (pattern: RegExp): boolean => pattern.test(text)
  return {
    ...draft,
    automated: says(/\b(?:suspend|syncPolicy|automated)\b/) ? undefined : draft.automated,
    corrects: says(/\b(?:driftDetection|syncPolicy|automated)\b/) ? undefined : draft.corrects,
    reverts: draft.controller === 'flux' && says(/\b(?:remediation|upgrade)\b/) ? undefined : draft.reverts,
    ...(waits !== undefined && !says(/\bdisableWait\b/) && { waits }),
    ...(verifies !== undefined && { verifies }),
  }
}

function kindOf({ type }: Resource): string {
  return type.slice(type.lastIndexOf('/') + 1)
}
