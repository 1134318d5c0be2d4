import { readToml } from '../project/toml.js'
import type { Argument } from '../shell/index.js'
import { NOWHERE, type Follower } from './reach.js'
import type { Tree } from './tree.js'

/** `cargo alias`: what `.cargo/config.toml` has under `[alias]` (The Cargo Book: Configuration, `[alias]`). */
export const followCargo: Follower = ({ words, directory }, tree) => {
  const index = words.findIndex(({ text }, place) => place > 0 && !/^[-+]/.test(text))
  const name = words[index]
  if (name?.literal !== true || directory === undefined) return undefined
  const path = tree.find(directory, ['.cargo/config.toml', '.cargo/config'], true)
  const alias = path === undefined ? undefined : aliasesOf(tree, path).get(name.text)
  if (alias === undefined || alias[0] === name.text) return undefined
  const instead: Argument[] = alias.map((text) => ({ text, literal: true }))
  return { ...NOWHERE, instead: [...words.slice(0, index), ...instead, ...words.slice(index + 1)] }
}

function aliasesOf(tree: Tree, path: string): ReadonlyMap<string, readonly string[]> {
  return tree.kept('cargo', path, () => {
    const aliases = new Map<string, readonly string[]>()
    for (const { path: key, value } of readToml(path, tree.text(path) ?? '')) {
      if (!key.startsWith('alias.')) continue
      const words = value.kind === 'list' ? value.items : value.kind === 'string' ? value.text.split(/\s+/) : []
      const given = words.filter((word) => word !== '')
      if (given.length > 0) aliases.set(key.slice('alias.'.length), given)
    }
    return aliases
  })
}
