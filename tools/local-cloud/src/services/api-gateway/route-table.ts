/** The resource that matches a path, with the values of its `{variables}`, still encoded. */
export interface RouteMatch<T> {
  readonly resourcePath: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly methods: ReadonlyMap<string, T>;
}

interface Node<T> {
  readonly fixed: Map<string, Node<T>>;
  variable?: { readonly name: string; readonly node: Node<T> };
  greedy?: { readonly name: string; readonly node: Node<T> };
  resourcePath: string;
  readonly methods: Map<string, T>;
}

export interface RouteTable<T> {
  add(resourcePath: string, method: string, route: T): void;
  /** Finds a resource by percent-encoded segments. Fixed segments take precedence over variables, variables over greedy ones. */
  find(segments: readonly string[]): RouteMatch<T> | undefined;
}

const newNode = <T>(): Node<T> => ({ fixed: new Map(), resourcePath: '/', methods: new Map() });

export const segmentsOf = (path: string): string[] => path.split('/').filter((segment) => segment !== '');

export function createRouteTable<T>(): RouteTable<T> {
  const root = newNode<T>();
  return {
    add(resourcePath, method, route) {
      const end = segmentsOf(resourcePath).reduce(childOf, root);
      end.resourcePath = resourcePath;
      end.methods.set(method, route);
    },
    find: (segments) => search(root, segments, 0, {}),
  };
}

function childOf<T>(node: Node<T>, segment: string): Node<T> {
  const greedy = /^\{(?<name>[^}]+)\+\}$/.exec(segment)?.groups?.name;
  if (greedy) return (node.greedy ??= { name: greedy, node: newNode() }).node;
  const variable = /^\{(?<name>[^}]+)\}$/.exec(segment)?.groups?.name;
  if (variable) return (node.variable ??= { name: variable, node: newNode() }).node;
  const known = node.fixed.get(segment) ?? newNode<T>();
  node.fixed.set(segment, known);
  return known;
}

function search<T>(
  node: Node<T>,
  segments: readonly string[],
  at: number,
  variables: Record<string, string>,
): RouteMatch<T> | undefined {
  const segment = segments[at];
  if (segment === undefined) {
    const { resourcePath, methods } = node;
    return methods.size > 0 ? { resourcePath, methods, variables } : undefined;
  }
  const fixed = node.fixed.get(segment);
  const { variable, greedy } = node;
  return (
    (fixed && search(fixed, segments, at + 1, variables)) ??
    (variable && search(variable.node, segments, at + 1, { ...variables, [variable.name]: segment })) ??
    (greedy &&
      search(greedy.node, segments, segments.length, {
        ...variables,
        [greedy.name]: segments.slice(at).join('/'),
      }))
  );
}
