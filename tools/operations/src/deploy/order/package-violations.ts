import {
  upstreamsInSources,
  type ServiceSources,
} from '../../../../workspace/src/services/service-sources.ts';
import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';
import { cycleViolation, importViolation, unknownParameter } from './deploy-order.ts';
import { ownerOf, publishedBy, referencesOf } from './references.ts';
import { cycleIn } from './waves.ts';

/**
 * What is wrong between a packaged service and the others. Those are read from their sources, for their packages may
 * be outdated or in progress. The service that introduces a violation is packaged again, so the violation is found in time.
 *
 * @param others  sources of all services, this one's too
 * @returns one message for each violation, naming both ends
 */
export function packageViolations(
  { name, stage, template }: Pick<ServicePackage, 'name' | 'stage' | 'template'>,
  others: readonly ServiceSources[],
): string[] {
  const published = publishedBy(template, stage);
  const references = referencesOf(template, stage);
  const sources = new Map(others.map((each) => [each.name, each]));
  const imports = references
    .filter(({ kind }) => kind === 'imports')
    .map(({ name: imported, by }) =>
      importViolation({ from: name, name: imported, by, to: exporterOf(imported, others) }),
    );
  const unknown = references
    .filter(({ kind, name: read }) => {
      const owner = kind === 'imports' ? undefined : ownerOf(read);
      return owner !== undefined && !(owner === name ? published : sources.get(owner)?.publishes)?.has(read);
    })
    .map(({ name: read, by }) => unknownParameter({ from: name, name: read, by }));
  return [
    ...new Set([
      ...imports,
      ...unknown,
      ...missedBy({ name, published }, others),
      ...cycles(others),
      ...disagreement({ name, references: references.map((each) => each.name) }, sources.get(name)),
    ]),
  ];
}

/** osls exports under its own names; any other export is one of ours. */
const exporterOf = (exported: string, others: readonly ServiceSources[]): string | undefined =>
  others.map(({ name }) => name).find((name) => exported.includes(`tradewind-${name}-`)) ?? 'another stack';

/** Parameters of this service that others read and it does not, or no more, publish. */
const missedBy = (
  { name, published }: { name: string; published: ReadonlyMap<string, string> },
  others: readonly ServiceSources[],
): string[] =>
  others
    .filter((other) => other.name !== name)
    .flatMap((other) =>
      [...other.reads]
        .filter((read) => ownerOf(read) === name && !published.has(read))
        .map((read) => unknownParameter({ from: other.name, name: read, by: `services/${other.name}` })),
    );

function cycles(services: readonly ServiceSources[]): string[] {
  const upstreams = new Map(services.map((each) => [each.name, new Set(upstreamsInSources(each))]));
  const edges = services.flatMap(({ name: from, reads }) =>
    [...reads].map((name) => ({ from, to: ownerOf(name)!, name })),
  );
  const cycle = cycleIn(upstreams);
  return cycle ? [cycleViolation(cycle, edges)] : [];
}

/** Nx orders by the sources, CloudFormation by the template. */
function disagreement(
  { name, references }: { name: string; references: readonly string[] },
  sources: ServiceSources | undefined,
): string[] {
  const owners = new Set(references.map(ownerOf).filter((owner) => owner !== undefined && owner !== name));
  const ordered = new Set(sources ? upstreamsInSources(sources) : []);
  const unordered = [...owners].filter((owner) => !ordered.has(owner!));
  const needless = [...ordered].filter((owner) => !owners.has(owner));
  return [
    ...unordered.map(
      (owner) =>
        `${name} reads parameters of ${owner}, which its YAML does not show, so Nx would not deploy ${owner} first: ` +
        'write {{resolve:ssm:/tradewind/${sls:stage}/…}} in serverless.yml or infra/, or teach tools/workspace/src/services/service-sources.ts.',
    ),
    ...needless.map(
      (owner) => `${name} has a reference to ${owner} in its YAML that its template does not use: remove it.`,
    ),
  ];
}
