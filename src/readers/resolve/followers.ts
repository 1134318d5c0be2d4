import { followCargo } from './cargo.js'
import { followCompose } from './compose-run.js'
import { followGoGenerate } from './go-generate.js'
import { followInvoke } from './invoke.js'
import { followJust } from './just.js'
import { followLefthook } from './lefthook.js'
import { followLintStaged } from './lint-staged.js'
import { followMage } from './mage.js'
import { followMake } from './make.js'
import { followMonorepo } from './monorepo.js'
import { followNox } from './nox.js'
import { followPackageManager } from './npm-scripts.js'
import { followComposer, followDeno } from './php-deno.js'
import { followPreCommit } from './pre-commit.js'
import { followPythonTask } from './python-tasks.js'
import { followRake } from './rake.js'
import { gap, NOWHERE, type Follower } from './reach.js'
import {
  followBatch,
  followHeredoc,
  followInvokeExpression,
  followPowerShell,
  followShell,
  followSource,
} from './script-files.js'
import { excerpt } from './source.js'
import { followConcurrently, followNodeRun, followRunAll, followStartServer } from './task-scripts.js'
import { followTask } from './taskfile.js'
import { followTox } from './tox.js'

/** `eval` of text that is not known; what a tool prints to set up the shell (`ssh-agent -s`) is no work of its own. */
const followEval: Follower = ({ words }) => {
  const given = words.slice(1)
  const printed = given.every(({ text }) => /^(?:\$\(|`)/.test(text))
  return printed ? NOWHERE : gap(excerpt(words.map(({ text }) => text).join(' ')), 'dynamic')
}

/** `docker run -d image`: a service in the background, whose end nobody waits for. */
const followContainer: Follower = (invocation, tree) => {
  const { words, where } = invocation
  if (words[1]?.text === 'compose') return followCompose(invocation, tree)
  const run = words.slice(0, 3).some(({ text }) => text === 'run')
  const detached = words.some(({ text }) => /^-[it]*d[it]*$/.test(text) || text === '--detach')
  return run && detached && where === 'tree' ? NOWHERE : undefined
}

const FOLLOWERS: ReadonlyMap<string, Follower> = new Map(
  (
    [
      [['npm', 'pnpm', 'yarn', 'yarnpkg', 'bun'], followPackageManager],
      [['npm-run-all', 'npm-run-all2', 'run-s', 'run-p'], followRunAll],
      [['concurrently'], followConcurrently],
      [['start-server-and-test', 'start-test', 'server-test'], followStartServer],
      [['turbo', 'lerna', 'nx'], followMonorepo],
      [['node', 'nodejs'], followNodeRun],
      [['make', 'gmake', 'mingw32-make'], followMake],
      [['just'], followJust],
      [['task', 'go-task'], followTask],
      [['tox'], followTox],
      [['pre-commit', 'pre_commit', 'prek'], followPreCommit],
      [['lefthook'], followLefthook],
      [['lint-staged'], followLintStaged],
      [['nox'], followNox],
      [['composer'], followComposer],
      [['invoke', 'inv'], followInvoke],
      [['rake'], followRake],
      [['mage'], followMage],
      [['cargo'], followCargo],
      [['go'], followGoGenerate],
      [['docker-compose', 'podman-compose'], followCompose],
      [['deno'], followDeno],
      [['bash', 'sh', 'zsh', 'dash', 'ash', 'ksh'], followShell],
      [['pwsh', 'powershell'], followPowerShell],
      [['cmd'], followBatch],
      [['iex', 'invoke-expression'], followInvokeExpression],
      [['source', '.'], followSource],
      [['eval'], followEval],
      [['ssh'], followHeredoc],
      [['docker', 'podman', 'nerdctl'], followContainer],
    ] as const
  ).flatMap(([programs, follower]) => programs.map((program) => [program, follower] as const)),
)

/** Who follows commands of this program into the tree, if anybody. */
export function followerOf(program: string): Follower | undefined {
  return FOLLOWERS.get(program) ?? FOLLOWERS.get(program.toLowerCase())
}

/** Tasks that stand where a wrapper would see a command: `hatch run lint`. */
export const followNamedTask: Follower = followPythonTask
