/** What a node of the architecture is. */
export type NodeKind =
  | 'api'
  | 'route'
  | 'function'
  | 'task'
  | 'state-machine'
  | 'topic'
  | 'queue'
  | 'dead-letter-queue'
  | 'table'
  | 'bucket'
  | 'schedule'
  | 'user-pool'
  | 'parameter'
  | 'external';

/** A resource of a template, or a party outside the system (service `external`). */
export interface GraphNode {
  /** `orders/OrdersTable`; a route is `orders/GET /orders/{orderId}`. */
  readonly id: string;
  readonly service: string;
  readonly kind: NodeKind;
  /** The shortest name that a developer recognizes: `place-order`, `OrdersTable`, `GET /orders`. */
  readonly name: string;
  /** What `!Ref` returns once it is deployed: a name, a URL or an ARN; the name of a parameter. */
  readonly ref?: string;
  /** `true` if the table has a stream. */
  readonly hasStream?: boolean;
}

/** How two nodes are connected; the direction is the direction in which data or control moves. */
export type EdgeKind =
  | 'request'
  | 'contains'
  | 'event'
  | 'message'
  | 'stream'
  | 'step'
  | 'schedule'
  | 'trigger'
  | 'read'
  | 'write'
  | 'invoke'
  | 'dead-letter';

export interface GraphEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly kind: EdgeKind;
  /** What moves: event types of a subscription, allowed actions of a role, states of a state machine. */
  readonly labels: readonly string[];
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}
