import { versionOf } from '../../models/change-words.js'
import type { Delivery, Project } from '../../models/index.js'
import { publishesImage } from '../presence/release-checks.js'

/** Whether others get versions of what is here: a package, a module, a chart, an action or a program. */
export function givesOutVersions(
  { kind }: Pick<Project, 'kind'>,
  { publications }: Pick<Delivery, 'publications'>,
): boolean {
  if (kind === 'library' || kind === 'pipeline-library') return true
  return publications.some((each) => !publishesImage(each) || fromTag(each))
}

/** Images are named by versions where a tag or a release starts their pipeline; by commits otherwise. */
function fromTag({ triggers }: Delivery['publications'][number]): boolean {
  return triggers.length > 0 && triggers.every(({ kind }) => kind === 'tag' || kind === 'release')
}

/** A version in numbers; absent parts are 0. */
export interface VersionNumbers {
  readonly major: number
  readonly minor: number
  readonly patch: number
  readonly prerelease: boolean
}

/** The numbers of a version as tools write it, with what may stand in front of it in a tag; undefined if it is none. */
export function numbersOf(text: string): VersionNumbers | undefined {
  const version = versionOf(text)
  if (version === undefined) return undefined
  const match = /(?:^|[-_/@])v?(\d{1,8})[._](\d{1,8})(?:[._](\d{1,8}))?/i.exec(text)
  if (match === null) return undefined
  const [, major, minor, patch] = match
  return { major: Number(major), minor: Number(minor), patch: Number(patch ?? 0), prerelease: version.prerelease }
}

/** Whether one version comes before another. */
export function isBefore(one: VersionNumbers, other: VersionNumbers): boolean {
  const by = one.major - other.major || one.minor - other.minor || one.patch - other.patch
  return by < 0
}

/** Years stand in the first place of calendar versions (calver.org). */
export function isCalendar({ major }: VersionNumbers): boolean {
  return major >= 1_990 || (major >= 15 && major < 100)
}
