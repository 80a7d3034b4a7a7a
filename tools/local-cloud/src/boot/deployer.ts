import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ParameterStore } from '../services/ssm/parameter-store.ts';
import { createDeployment, type ResourceObserver } from './templates/deployment.ts';
import { type DeploymentPlan, planDeployment } from './templates/deployment-plan.ts';
import { loadStack, packagedTemplate } from '../../../workspace/src/templates/load-stack.ts';
import { isOwnedBy } from './templates/owned-data.ts';
import { neededStacks } from './templates/needed-stacks.ts';
import type { Stack } from '../../../workspace/src/templates/stack.ts';
import { unsupported } from './templates/unsupported.ts';
import type { Terminal } from './terminal/terminal.ts';
import type { LocalService } from '../contract/local-service.ts';
import type { DeployedResource } from '../contract/resource.ts';

interface Dependencies {
  readonly workspaceFolder: string;
  readonly services: readonly LocalService[];
  /** Names of the services to deploy; undefined for all. */
  readonly wanted: readonly string[] | undefined;
  readonly store: Pick<ParameterStore, 'get' | 'isDeclared' | 'deleteDeclaredExcept'>;
  readonly terminal: Terminal;
}

export interface Deployer {
  /** The stacks that are deployed or about to be. */
  stacks(): readonly Stack[];
  /** Loads the packaged templates. */
  load(): Promise<readonly Stack[]>;
  deploy(observe?: (plan: DeploymentPlan) => ResourceObserver): Promise<void>;
  /** Clears what services own, as `--fresh SERVICE` describes it. */
  clear(services: ReadonlySet<string>): Promise<void>;
  /**
   * Loads one service's template again and deploys the changes, also of resources that depend on it. After a failure, the
   * previous template is deployed again.
   */
  redeploy(service: string): Promise<void>;
  resource(service: string, logicalId: string): DeployedResource;
  /** All deployed resources by `service/logicalId`. */
  deployed(): ReadonlyMap<string, DeployedResource>;
}

/** Loads templates, deploys their resources and reports what has no local effect. */
export function createDeployer({
  workspaceFolder,
  services,
  wanted,
  store,
  terminal,
}: Dependencies): Deployer {
  const providers = Object.assign(
    {},
    ...services.map(({ resources }) => resources),
  ) as LocalService['resources'];
  const deployment = createDeployment({
    providers,
    parameter(name, version) {
      const found = store.get(name, version);
      if (found === undefined)
        throw new Error(`The parameter ${name}${version === undefined ? '' : `:${version}`} does not exist.`);
      return found.value;
    },
  });
  let stacks: readonly Stack[] = [];
  let reported = new Set<string>();

  const plan = (): DeploymentPlan =>
    planDeployment(stacks, {
      holdsParameter: (name) => store.get(name) !== undefined && !store.isDeclared(name),
    });

  const report = () => {
    const { notHonored, ignored } = unsupported(deployment.resources.values(), providers);
    for (const line of notHonored) if (!reported.has(line)) terminal.warn(line);
    for (const line of ignored) if (!reported.has(line)) terminal.detail(line);
    reported = new Set([...reported, ...notHonored, ...ignored]);
  };

  const deploy: Deployer['deploy'] = async (observe) => {
    const planned = plan();
    await deployment.deploy(planned, observe === undefined ? {} : { observer: observe(planned) });
    for (const key of await deployment.removeExcept(planned))
      terminal.warn(`${key} was removed from the template. Its data is kept until npm start -- --fresh.`);
    const declaredNow = [...deployment.resources.values()].filter(
      ({ type }) => type === 'AWS::SSM::Parameter',
    );
    store.deleteDeclaredExcept(declaredNow.map(({ properties }) => String(properties['Name'])));
    report();
  };

  return {
    resource: deployment.resource,
    deployed: () => deployment.deployed,
    stacks: () => stacks,
    deploy,
    clear: (owners) => deployment.clear(plan(), (resource) => isOwnedBy(owners, resource)),
    async load() {
      const folders = await serviceFolders(workspaceFolder);
      // A service that is not wanted itself can only be referred to if it is packaged.
      const isWanted = (folder: string) => wanted === undefined || wanted.includes(basename(folder));
      const readable = folders.filter((folder) => isWanted(folder) || existsSync(packagedTemplate(folder)));
      const found = await Promise.all(readable.map(loadStack));
      stacks = wanted === undefined ? found : neededStacks(found, wanted);
      return stacks;
    },
    async redeploy(service) {
      const before = stacks;
      stacks = await Promise.all(
        stacks.map((stack) => (stack.service === service ? loadStack(stack.serviceFolder) : stack)),
      );
      try {
        await deploy();
      } catch (error) {
        stacks = before;
        // Some resources may have changed before another one failed.
        await deploy().catch((failure: Error) =>
          terminal.error(`${service}: the previous template could not be restored: ${failure.message}`),
        );
        throw error;
      }
    },
  };
}

async function serviceFolders(workspaceFolder: string): Promise<readonly string[]> {
  const parent = join(workspaceFolder, 'services');
  const names = await readdir(parent);
  return names
    .toSorted()
    .map((name) => join(parent, name))
    .filter((folder) => existsSync(join(folder, 'serverless.yml')));
}
