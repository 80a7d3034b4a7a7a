/** A JSON Schema (2020-12), as TypeBox writes it. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

/** By the service at the other end, then by the name of the event or command. */
export type SchemasByService = Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;

/** The contracts of one version of a service. */
export interface DeclaredContracts {
  /** Events it publishes, by type, and commands it puts into queues that others consume. */
  readonly published: Readonly<Record<string, JsonSchema>>;
  /** Events it consumes from the topics of others, and commands from their queues. */
  readonly consumed: SchemasByService;
  /** Commands that others may call, by name, and events that others may put into its open queues. */
  readonly accepted: Readonly<Record<string, JsonSchema>>;
  /** Commands of others that its state machines call, and events it puts into queues of others. */
  readonly called: SchemasByService;
}

export const noContracts: DeclaredContracts = { published: {}, consumed: {}, accepted: {}, called: {} };
