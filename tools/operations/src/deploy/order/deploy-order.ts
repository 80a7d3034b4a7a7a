import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';
import { exportsOf, ownerOf, publishedBy, referencesOf, type Reference } from './references.ts';
import { cycleIn, wavesOf, type Upstreams } from './waves.ts';

/** One service uses a parameter of another, which is therefore deployed first. */
export interface DeployEdge extends Omit<Reference, 'by'> {
  readonly from: string;
  readonly to: string;
  /** Logical IDs of the resources that use it. */
  readonly by: readonly string[];
}

export interface DeployOrder {
  readonly services: readonly string[];
  readonly edges: readonly DeployEdge[];
  /** Services of one wave are independent of each other; each wave depends on the waves before it. */
  readonly waves: readonly (readonly string[])[];
  /** What would make a deployment or a removal fail. */
  readonly violations: readonly string[];
}

type Packaged = Pick<ServicePackage, 'name' | 'stage' | 'template'>;

/** @param packages  of all services; they may be packaged for different stages */
export function deployOrder(packages: readonly Packaged[]): DeployOrder {
  const owners = ownersOf(packages);
  const { edges, violations } = edgesOf(packages, owners);
  const services = packages.map(({ name }) => name).toSorted();
  const upstreams = upstreamsOf(services, edges);
  const cycle = cycleIn(upstreams);
  return {
    services,
    edges,
    waves: wavesOf(upstreams),
    violations: [...owners.violations, ...violations, ...(cycle ? [cycleViolation(cycle, edges)] : [])],
  };
}

/** @returns the services that each service depends on */
export function upstreamsOf(
  services: readonly string[],
  edges: readonly Pick<DeployEdge, 'from' | 'to'>[],
): Upstreams {
  const upstreams = new Map(services.map((name) => [name, new Set<string>()]));
  for (const { from, to } of edges) upstreams.get(from)?.add(to);
  return upstreams;
}

interface Owners {
  readonly parameters: ReadonlyMap<string, string>;
  readonly exports: ReadonlyMap<string, string>;
  readonly violations: readonly string[];
}

function ownersOf(packages: readonly Packaged[]): Owners {
  const parameters = new Map<string, string>();
  const violations: string[] = [];
  for (const { name, stage, template } of packages)
    for (const [parameter, logicalId] of publishedBy(template, stage)) {
      const other = parameters.get(parameter);
      if (other)
        violations.push(`${parameter} is published twice: by ${other} and by ${name} (${logicalId}).`);
      parameters.set(parameter, name);
    }
  const exported = packages.flatMap(({ name, template }) =>
    exportsOf(template).map((each) => [each, name] as const),
  );
  return { parameters, exports: new Map(exported), violations };
}

function edgesOf(packages: readonly Packaged[], owners: Owners) {
  const edges = new Map<string, DeployEdge>();
  const violations: string[] = [];
  for (const { name: from, stage, template } of packages)
    for (const { kind, name, by } of referencesOf(template, stage)) {
      const to = kind === 'imports' ? owners.exports.get(name) : owners.parameters.get(name);
      if (kind === 'imports') violations.push(importViolation({ from, name, by, to }));
      if (to === undefined && kind !== 'imports') violations.push(unknownParameter({ from, name, by }));
      if (to === undefined || to === from) continue;
      const key = JSON.stringify([from, to, kind, name]);
      edges.set(key, { from, to, kind, name, by: [...(edges.get(key)?.by ?? []), by] });
    }
  return { edges: [...edges.values()], violations };
}

/** @returns the message for a parameter that its owner does not publish */
export function unknownParameter({ from, name, by }: { from: string; name: string; by: string }): string {
  const owner = ownerOf(name);
  return `${from} (${by}) reads ${name}, but ${owner} does not publish it. Add it to services/${owner}/infra, or stop reading it.`;
}

/** @returns why one stack must not import another's export */
export function importViolation(use: {
  from: string;
  name: string;
  by: string;
  to: string | undefined;
}): string {
  const { from, name, by, to } = use;
  if (!to) return `${from} (${by}) imports ${name}, but no service exports it.`;
  return (
    `${from} (${by}) imports ${name} of ${to}: CloudFormation would neither remove nor change that export, nor ${to}, ` +
    `while it is imported. Publish it as an AWS::SSM::Parameter of ${to} and read that.`
  );
}

/** @returns the message for a cycle, with the parameter of each step */
export function cycleViolation(
  cycle: readonly string[],
  edges: readonly Pick<DeployEdge, 'from' | 'to' | 'name'>[],
): string {
  const steps = cycle.map((from, index) => {
    const to = cycle[(index + 1) % cycle.length]!;
    const { name = '' } = edges.find((edge) => edge.from === from && edge.to === to) ?? {};
    return `${from} depends on ${to} (${name})`;
  });
  return `Circular dependency: ${steps.join(', ')}. Let one of the services consume events of the other instead.`;
}
