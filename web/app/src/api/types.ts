import type { components } from './schema'

/** The answers of the service under the names that this app knows them by; their shapes are generated (schema.d.ts). */
type Schemas = components['schemas']

export type Step = Schemas['Step']
export type Person = Schemas['Person']
export type Resolution = Schemas['Resolution']
export type Revision = Schemas['RevisionRef']
export type GridDetails = Schemas['GridDetails']
export type Division = Schemas['DivisionDetails']
export type Hit = Schemas['Hit']
export type Network = Schemas['NetworkSummary']
export type TileJson = Schemas['TileJSON']
export type Problem = Schemas['Problem']
export type Nearest = Schemas['Nearest']
