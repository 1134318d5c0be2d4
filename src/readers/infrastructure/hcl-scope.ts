import { ModuleScope } from './terraform/scope.js'
import type { TerraformFile } from './terraform/files.js'
import { accepted, declarationsOf, type KnownVariable } from './terraform/variables.js'

/**
 * What the names of files mean that are read together and declare variables as Terraform does, as Packer's and Nomad's
 * are: locals, and variables by their defaults, which who runs them may set to something else.
 */
export function scopeOfDefaults(files: readonly TerraformFile[]): ModuleScope {
  const variables = declarationsOf(files).flatMap((declaration): [string, KnownVariable][] => {
    const given = declaration.default
    if (given?.kind === 'scalar' && given.value === null) return []
    const value = accepted(declaration, given)
    return value === undefined ? [] : [[declaration.name, { value, via: [`var.${declaration.name}`] }]]
  })
  return new ModuleScope(files, new Map(variables))
}
