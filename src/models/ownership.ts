import type { Location } from '../core/location.js'

/** What a file of the tree tells catalogues and people of who answers for what is here. */
export interface OwnershipEntry {
  /**
   * `component`: an entry for a catalogue of components. `template`: what others order from a catalogue by themselves.
   * `maintainers`: people whom a chart names.
   */
  readonly kind: 'component' | 'template' | 'maintainers'
  /** `Component shop`, `chart shop`. */
  readonly what: string
  /** For a person: `Backstage`, `Datadog`. */
  readonly catalogue: string
  /** As written; absent where the entry names nobody. */
  readonly owner?: string
  /** Whether it names an interface that is offered, or documents that are shown with it. */
  readonly describesInterface: boolean
  readonly at: Location
}
