import type { Command, EnvironmentRef, Settings, Step } from '../../../models/index.js'
import { classifyEnvironment } from '../../../models/environment-names.js'

const OPTION = '--environment-name'

/**
 * The environment that a job tells CircleCI it deploys to: `circleci run release plan|log --environment-name=production`
 * (docs: Deploys). The config itself knows none.
 */
export function releaseEnvironment(steps: readonly Step[], settings: Settings): EnvironmentRef | undefined {
  for (const command of steps.flatMap(({ commands }) => commands)) {
    const name = environmentIn(command)
    if (name === undefined) continue
    return {
      name: name.text,
      resolved: name.literal,
      ...(name.literal ? classifyEnvironment(name.text, settings) : { tier: 'unknown', ephemeral: false }),
      records: true,
      at: command.at,
    }
  }
  return undefined
}

function environmentIn({ argv }: Command): Command['argv'][number] | undefined {
  const [program, ...words] = argv
  if (program?.text !== 'circleci' || words[0]?.text !== 'run' || words[1]?.text !== 'release') return undefined
  const index = words.findIndex(({ text }) => text === OPTION || text.startsWith(`${OPTION}=`))
  const word = words[index]
  if (word === undefined) return undefined
  return word.text === OPTION ? words[index + 1] : { ...word, text: word.text.slice(OPTION.length + 1) }
}
