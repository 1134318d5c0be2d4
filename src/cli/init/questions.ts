import { PROFILES, profileOf, type ProfileName } from '../../config/profiles.js'
import { UserError } from '../../core/errors.js'
import type { Invocation } from '../parse.js'
import type { Ports } from '../ports.js'

/** What a person decides. */
export interface Answers {
  readonly profile: ProfileName
  readonly comment: boolean
  readonly baseline: boolean
}

/** Tries that a person has to give an answer that can be understood. */
const TRIES = 3

/**
 * The answers of the command line, and for what it leaves open those of the person at the terminal. Without a terminal, or
 * with --yes, nobody is asked: a team, a comment, no baseline.
 */
export async function answersFor({ values }: Invocation, ports: Ports, hasComment: boolean): Promise<Answers> {
  const ask = values.has('yes') ? undefined : ports.ask
  const given = PROFILES.find((name) => name === values.get('profile'))
  return {
    profile: given ?? (ask === undefined ? 'team' : await profileFrom(ask)),
    comment:
      hasComment && ask !== undefined
        ? await agreed(ask, 'Keep a comment with the verdicts on each pull request?', true)
        : true,
    baseline:
      values.has('baseline') ||
      (ask !== undefined &&
        (await agreed(ask, 'Accept what is found today, so that only new findings count (a baseline)?', false))),
  }
}

type Ask = NonNullable<Ports['ask']>

async function profileFrom(ask: Ask): Promise<ProfileName> {
  const list = PROFILES.map((name) => `  ${name.padEnd(10)} ${profileOf(name).summary}\n`).join('')
  for (let tries = 0; tries < TRIES; tries += 1) {
    const said = (await ask(`Who works on this repository?\n${list}Profile [team]: `)).trim().toLowerCase()
    const chosen = said === '' ? 'team' : PROFILES.find((name) => name === said)
    if (chosen !== undefined) return chosen
  }
  throw new UserError(`the profile is one of ${PROFILES.join(', ')}: say it with --profile`)
}

async function agreed(ask: Ask, question: string, otherwise: boolean): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const said = (await ask(`${question} [${otherwise ? 'Y/n' : 'y/N'}]: `)).trim().toLowerCase()
    if (said === '') return otherwise
    if (['y', 'yes', 'n', 'no'].includes(said)) return said.startsWith('y')
  }
  throw new UserError(`"${question}" takes y or n`)
}
