import type { Pipeline } from '../../../models/index.js'
import type { Adapter } from '../adapter.js'
import type { AdapterReading } from '../reading.js'
import { treeBudget } from './expand-pipeline.js'
import { isNamedAsPipeline, pipelineFiles } from './files.js'
import { readPipeline } from './pipeline.js'

/**
 * Reads the YAML pipelines of Azure Pipelines with the templates of the tree in their places. A template that no
 * pipeline of the tree uses is a pipeline that others start.
 */
export function readAzurePipelines(reading: AdapterReading): Pipeline[] {
  const files = pipelineFiles(reading)
  const parts = new Set<string>()
  const budget = treeBudget()
  const read = files.map((entry) => {
    const { pipeline, parts: used } = readPipeline(reading, entry, budget)
    for (const part of used) parts.add(part)
    return pipeline
  })
  return read
    .filter((pipeline) => pipeline !== undefined)
    .filter(({ kind, file }) => kind === 'workflow' || !parts.has(file))
}

export const azurePipelines: Adapter = {
  system: 'azure-pipelines',
  label: 'Azure Pipelines',
  isPipelineFile: isNamedAsPipeline,
  read: readAzurePipelines,
}
