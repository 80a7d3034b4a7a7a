import type { ResourceProvider } from './local-service.ts';
import type { DeployedResource, Resource } from './resource.ts';

/** A resource that exists for the sake of the template: others may refer to it, and nothing local happens by it. */
export interface RecordedType {
  /** Properties that make its name or its attributes. */
  readonly honors?: readonly string[];
  readonly ignores: Readonly<Record<string, string>>;
  identify(resource: Resource): DeployedResource;
}

/** @param record called with each resource, so that it can be listed */
export const recordedResource = (
  { honors = [], ignores, identify }: RecordedType,
  record: (resource: Resource, deployed: DeployedResource) => void = () => {},
): ResourceProvider => ({
  honors,
  ignores,
  async deploy(resource) {
    const deployed = identify(resource);
    record(resource, deployed);
    return deployed;
  },
});

/** One reason for several properties. */
export const ignored = (reason: string, ...properties: string[]): Record<string, string> =>
  Object.fromEntries(properties.map((property) => [property, reason]));
