import type { Command } from '../../models/index.js'
import { baseName } from './download-commands.js'

const SUMS: ReadonlySet<string> = new Set(
  'sha256sum sha512sum sha384sum sha1sum shasum b2sum md5sum sha256 gsha256sum rhash'.split(' '),
)

/** Programs that compare a file with a signature or print its checksum to be compared, and the words that ask for it. */
const OTHERS: ReadonlyMap<string, RegExp> = new Map([
  ['gpg', /^--(?:verify|verify-files|decrypt)$/],
  ['gpg2', /^--(?:verify|verify-files|decrypt)$/],
  ['gpgv', /./],
  ['gpgv2', /./],
  ['minisign', /^-[A-Za-z]*V/],
  ['signify', /^-[A-Za-z]*[CV]/],
  ['rpmkeys', /^--checksig$/],
  ['rpm', /^(?:-K|--checksig)$/],
  ['openssl', /^(?:dgst|sha\d+|smime|cms)$/],
  ['get-filehash', /./],
  ['get-authenticodesignature', /./],
  ['certutil', /^-hashfile$/i],
  ['cosign', /^verify/],
  ['slsa-verifier', /^verify/],
  ['notation', /^verify$/],
  ['gh', /^attestation$/],
  ['codesign', /^(?:-[a-uw-z]*v\w*|--verify)$/],
  ['spctl', /^(?:-a|--assess)$/],
  ['pkgutil', /^--check-signature$/],
  ['jarsigner', /^-verify$/],
])

/**
 * The tool by which a command compares a file with a checksum or a signature; undefined for every other command. A
 * signature belongs to the file that is named beside it; a list of checksums may name any.
 */
export function verificationBy({ argv, captured, streams }: Command, files: readonly string[]): string | undefined {
  const [program, ...words] = argv.map(({ text }) => text)
  const name = baseName(program ?? '')
    .toLowerCase()
    .replace(/\.exe$/, '')
  if (SUMS.has(name)) {
    // A checksum that is only printed is compared with nothing.
    const compares = words.some((word) => /^(?:-[abd-z]*c[a-z]*|--check)$/.test(word))
    return compares || captured === true || streams !== undefined ? name : undefined
  }
  if (!words.some((word) => OTHERS.get(name)?.test(word))) return undefined
  const names = files.map(baseName)
  return words.some((word) => word.includes('$') || names.some((each) => baseName(word).startsWith(each)))
    ? name
    : undefined
}
