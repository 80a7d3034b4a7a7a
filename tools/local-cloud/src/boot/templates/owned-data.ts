import type { PlannedResource } from './deployment-plan.ts';

/**
 * Whether the data of a resource belongs to the services: the data of a projection belongs to the services that it copies
 * (`Metadata: { projectionOf: [catalog, inventory] }`), all other data to the service that declares the resource.
 */
export function isOwnedBy(
  services: ReadonlySet<string>,
  { stack, declaration }: Pick<PlannedResource, 'stack' | 'declaration'>,
): boolean {
  const copied = declaration.Metadata?.['projectionOf'];
  const owners = Array.isArray(copied) ? (copied as readonly string[]) : [stack.service];
  return owners.every((owner) => services.has(owner));
}
