/** A JSON Schema (2020-12), as TypeBox writes it. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

/** By the service at the other end, then by the name of the event or command. */
export type SchemasByService = Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;

/** What one version of a service says to others, and lets others say to it. */
export interface DeclaredContracts {
  /** Events it publishes, by type. */
  readonly tells: Readonly<Record<string, JsonSchema>>;
  /** Events it takes from the topics of others. */
  readonly hears: SchemasByService;
  /** Commands that others may call, by name. */
  readonly accepts: Readonly<Record<string, JsonSchema>>;
  /** Commands of others that its state machines call. */
  readonly calls: SchemasByService;
}

export const noContracts: DeclaredContracts = { tells: {}, hears: {}, accepts: {}, calls: {} };
