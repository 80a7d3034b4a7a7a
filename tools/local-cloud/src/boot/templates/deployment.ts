import type { ResourceProvider } from '../../contract/local-service.ts';
import type { DeployedResource, Resource } from '../../contract/resource.ts';
import { didYouMean, nearestName } from '../../../../workspace/src/names/nearest-name.ts';
import { type DeploymentPlan, type PlannedResource, keyOf } from './deployment-plan.ts';
import { resolveValue } from '../../../../workspace/src/templates/intrinsics.ts';
import type { Scope } from '../../../../workspace/src/templates/scope.ts';
import { stackScope } from '../../../../workspace/src/templates/stack-scope.ts';
import type { Stack } from '../../../../workspace/src/templates/stack.ts';
import { CorruptState } from '../../contract/corrupt-state.ts';
import { TemplateError } from '../../../../workspace/src/templates/template-error.ts';

interface Dependencies {
  /** By CloudFormation type. */
  providers: Readonly<Record<string, ResourceProvider>>;
  parameter: Scope['parameter'];
}

export interface Deployment {
  /** Deploys a plan: each resource as soon as its dependencies exist. Unchanged resources are skipped. */
  deploy(plan: DeploymentPlan, options?: DeployOptions): Promise<void>;
  /** Clears the data of the deployed resources that are selected, and deploys these resources again. */
  clear(plan: DeploymentPlan, isSelected: (planned: PlannedResource) => boolean): Promise<void>;
  /** Removes the resources that the plan no longer has, dependents first. @returns keys of resources kept because they hold data */
  removeExcept(plan: DeploymentPlan): Promise<readonly string[]>;
  /** @throws Error if the resource is not deployed */
  resource(service: string, logicalId: string): DeployedResource;
  /** The results of all deployed resources, by key. */
  readonly deployed: ReadonlyMap<string, DeployedResource>;
  /** All deployed resources as their providers received them, by key. */
  readonly resources: ReadonlyMap<string, Resource>;
}

export interface DeployOptions {
  /** Whether to deploy a resource that has not changed. */
  readonly always?: (resource: Resource) => boolean;
  readonly observer?: ResourceObserver;
}

/** Called before and after each resource. */
export interface ResourceObserver {
  onBegin(resource: PlannedResource): void;
  onEnd(resource: PlannedResource): void;
}

const unobserved: ResourceObserver = { onBegin() {}, onEnd() {} };

/** Deploys planned resources through their providers. */
export function createDeployment({ providers, parameter }: Dependencies): Deployment {
  const deployed = new Map<string, DeployedResource>();
  const resources = new Map<string, Resource>();

  const scopeOf = (plan: DeploymentPlan, stack: Stack): Scope =>
    stackScope(stack, {
      parameter,
      resource: (logicalId) => deployedAs(keyOf(stack, logicalId)).ref,
      getAtt: (logicalId, attribute) => attributeOf(keyOf(stack, logicalId), attribute),
      importValue(name) {
        const found = plan.exports.get(name);
        return found === undefined ? undefined : resolveValue(found.value, scopeOf(plan, found.stack));
      },
    });

  const isDeployed = (type: string, ref: string): boolean =>
    [...resources].some(([key, resource]) => resource.type === type && deployed.get(key)?.ref === ref);

  const deployedAs = (key: string): DeployedResource => {
    const found = deployed.get(key);
    if (found === undefined) throw new TemplateError(`${key} is not deployed.`);
    return found;
  };

  const attributeOf = (key: string, attribute: string): string => {
    const value = deployedAs(key).attributes?.[attribute];
    if (value !== undefined) return value;
    const type = resources.get(key)?.type ?? '';
    if (providers[type] === undefined) return `${deployedAs(key).ref}.${attribute}`;
    const attributes = Object.keys(deployedAs(key).attributes ?? {});
    throw new TemplateError(
      `${key} (${type}) has no attribute ${attribute}.${didYouMean(attribute, attributes)}`,
    );
  };

  const deployOne = async (
    plan: DeploymentPlan,
    planned: PlannedResource,
    isForced: (resource: Resource) => boolean,
  ) => {
    const resource = resolveResource(planned, scopeOf(plan, planned.stack));
    const isUnchanged = JSON.stringify(resources.get(planned.key)) === JSON.stringify(resource);
    if (isUnchanged && !isForced(resource)) return;
    const provider = providers[resource.type];
    refuseMistypedProperties(resource, provider);
    // The start-up output names unsupported types; other resources may still refer to their names.
    const result =
      provider === undefined
        ? { ref: `${resource.stackName}-${resource.logicalId}` }
        : await provider.deploy(resource);
    resources.set(planned.key, resource);
    deployed.set(planned.key, result);
  };

  return {
    resources,
    deployed,
    async deploy(plan, { always = () => false, observer = unobserved } = {}) {
      const underWay = new Map<string, Promise<void>>();
      const deployInTurn = async (planned: PlannedResource): Promise<void> => {
        await Promise.all([...planned.dependencies].map(deployAfterDependencies));
        observer.onBegin(planned);
        await withResourceName(planned, deployOne(plan, planned, always));
        observer.onEnd(planned);
      };
      const deployAfterDependencies = (key: string): Promise<void> => {
        const planned = plan.resources.get(key);
        if (planned === undefined) return Promise.resolve();
        const known = underWay.get(key);
        if (known !== undefined) return known;
        const done = deployInTurn(planned);
        underWay.set(key, done);
        return done;
      };
      await settleAll([...plan.resources.keys()].map(deployAfterDependencies));
    },
    async clear(plan, isSelected) {
      const selected = [...plan.resources.values()].filter(isSelected);
      for (const { key } of selected) {
        const resource = resources.get(key)!;
        await providers[resource.type]?.clear?.(resource, deployedAs(key));
      }
      const keys = new Set(selected.map(({ key }) => key));
      await this.deploy(plan, { always: ({ service, logicalId }) => keys.has(`${service}/${logicalId}`) });
    },
    async removeExcept(plan) {
      const kept: string[] = [];
      const gone = [...resources].filter(([key]) => !plan.resources.has(key)).toReversed();
      for (const [key, resource] of gone) {
        const { ref, attributes } = deployedAs(key);
        resources.delete(key);
        deployed.delete(key);
        const provider = providers[resource.type];
        if (provider?.holdsData) kept.push(key);
        // The same resource may still be deployed under another logical id.
        else if (!isDeployed(resource.type, ref))
          await provider?.remove?.(resource, attributes === undefined ? { ref } : { ref, attributes });
      }
      return kept;
    },
    resource(service, logicalId) {
      const found = deployed.get(`${service}/${logicalId}`);
      if (found === undefined) throw new Error(`${service}/${logicalId} is not deployed.`);
      return found;
    },
  };
}

// More would take a property that the local cloud does not know for one that it knows.
const MISTYPED_CHARACTERS = 2;

/** Otherwise, the provider would miss the property and fail with a message about something else. */
function refuseMistypedProperties(
  { type, properties }: Resource,
  provider: ResourceProvider | undefined,
): void {
  if (provider === undefined) return;
  const known = [...provider.honors, ...Object.keys(provider.ignores ?? {})];
  for (const property of Object.keys(properties)) {
    const near = known.includes(property) ? undefined : nearestName(property, known, MISTYPED_CHARACTERS);
    if (near !== undefined && !(near in properties))
      throw new TemplateError(`${type} has no property ${property}. Did you mean ${near}?`);
  }
}

function resolveResource({ stack, logicalId, declaration }: PlannedResource, scope: Scope): Resource {
  return {
    service: stack.service,
    serviceFolder: stack.serviceFolder,
    stackName: stack.stackName,
    logicalId,
    type: declaration.Type,
    properties: resolveValue(declaration.Properties ?? {}, scope) as Resource['properties'],
  };
}

/** Waits for all, so that nothing keeps running after a failure, then throws the first failure. */
async function settleAll(work: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(work);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

async function withResourceName({ key, declaration }: PlannedResource, work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    // Not an error of the template.
    if (error instanceof CorruptState) throw error;
    const reason =
      error instanceof TypeError
        ? `a property is missing or has the wrong type: ${error.message}`
        : error instanceof Error
          ? error.message
          : String(error);
    throw new TemplateError(`${key} (${declaration.Type}) could not be deployed: ${reason}`, {
      cause: error,
    });
  }
}
