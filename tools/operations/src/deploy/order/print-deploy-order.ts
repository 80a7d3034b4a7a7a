import type { DeployEdge, DeployOrder } from './deploy-order.ts';

/** How a deploy graph can be printed. */
export const printers = { text: asText, mermaid: asMermaid, json: asJson } as const;

export type Format = keyof typeof printers;

/** Waves first, then who uses what of whom. */
function asText({ waves, edges, services }: DeployOrder): string {
  const lines = waves.map((wave, index) => `wave ${index + 1}  ${wave.join(', ')}`);
  for (const from of services) {
    const own = edges
      .filter((edge) => edge.from === from && !isRepeated(edge, edges))
      .map(inWords)
      .toSorted();
    if (own.length > 0) lines.push('', from, ...own.map((line) => `  ${line}`));
  }
  return lines.join('\n');
}

/** A subscriber or caller also reads the same parameter for its policies. */
const isRepeated = ({ from, kind, name }: DeployEdge, edges: readonly DeployEdge[]): boolean =>
  kind === 'reads' && edges.some((edge) => edge.from === from && edge.name === name && edge.kind !== 'reads');

const inWords = ({ kind, to, name }: DeployEdge): string =>
  `${kind === 'subscribes' ? 'subscribes to' : kind} ${to}: ${lastPart(name)}`;

/** A flowchart with a subgraph for each wave; an arrow leads from what is deployed first to what needs it. */
function asMermaid({ waves, edges }: DeployOrder): string {
  const subgraphs = waves.flatMap((wave, index) => [
    `  subgraph wave${index + 1}["wave ${index + 1}"]`,
    ...wave.map((name) => `    ${name}`),
    '  end',
  ]);
  const labels = new Map<string, Set<string>>();
  for (const { from, to, kind } of edges) {
    const arrow = `${to} --> ${from}`;
    labels.set(arrow, (labels.get(arrow) ?? new Set()).add(kind));
  }
  const arrows = [...labels].map(
    ([arrow, kinds]) => `  ${arrow.replace(' --> ', ` -- ${[...kinds].toSorted().join(', ')} --> `)}`,
  );
  return ['flowchart LR', ...subgraphs, ...arrows.toSorted()].join('\n');
}

function asJson(graph: DeployOrder): string {
  return JSON.stringify(graph, null, 2);
}

const lastPart = (name: string): string => name.replace(/^\/tradewind\/\{stage\}\/[^/]+\//, '');
