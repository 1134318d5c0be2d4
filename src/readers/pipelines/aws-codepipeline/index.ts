import type { Pipeline } from '../../../models/index.js'
import { buildProjects } from '../aws-codebuild/projects.js'
import type { Adapter } from '../adapter.js'
import { newPipeline } from '../parts.js'
import type { AdapterReading } from '../reading.js'
import { definitionOf } from './definition.js'
import { gapsIn, jobsOfStages } from './stages.js'
import { startOf } from './triggers.js'

/** Reads the pipelines that CloudFormation, SAM and Terraform define. Their files are not theirs alone. */
export const awsCodePipeline: Adapter = {
  system: 'aws-codepipeline',
  label: 'AWS CodePipeline',
  isPipelineFile: () => false,
  read: readCodePipeline,
}

function readCodePipeline(reading: AdapterReading): Pipeline[] {
  const infrastructure = reading.infrastructure()
  const definitions = infrastructure.resources
    .filter(({ file }) => !reading.isExcluded(file))
    .flatMap((resource) => definitionOf(resource) ?? [])
  if (definitions.length === 0) return []
  const projects = buildProjects(reading)
  return definitions.map((definition) => {
    const { resource, name } = definition
    const { triggers, starts } = startOf(definition, infrastructure)
    return newPipeline({
      system: 'aws-codepipeline',
      file: resource.file,
      name,
      at: resource.at,
      triggers,
      jobs: jobsOfStages(reading, { resource, projects, definition, starts }),
      unresolved: gapsIn(definition),
    })
  })
}
