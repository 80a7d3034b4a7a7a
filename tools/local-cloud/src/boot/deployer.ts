import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ParameterStore } from '../services/ssm/parameter-store.ts';
import { createDeployment } from './templates/deployment.ts';
import { type DeploymentPlan, planDeployment } from './templates/deployment-plan.ts';
import { loadStack, packagedTemplate } from '../../../workspace/src/templates/load-stack.ts';
import { neededStacks } from './templates/needed-stacks.ts';
import type { Stack } from '../../../workspace/src/templates/stack.ts';
import { unsupported } from './templates/unsupported.ts';
import type { Terminal } from './terminal/terminal.ts';
import type { LocalService } from '../contract/local-service.ts';
import type { DeployedResource } from '../contract/resource.ts';

interface Dependencies {
  readonly workspaceFolder: string;
  readonly services: readonly LocalService[];
  /** Names of services; all, where not given. */
  readonly wanted: readonly string[] | undefined;
  readonly store: Pick<ParameterStore, 'get' | 'isDeclared' | 'dropDeclaredExcept'>;
  readonly terminal: Terminal;
}

export interface Deployer {
  /** What is deployed, or about to be. */
  stacks(): readonly Stack[];
  /** Reads the packaged templates. */
  load(): Promise<readonly Stack[]>;
  deploy(): Promise<void>;
  /** Reads one service's template again, and deploys what of it, and of others because of it, changed. */
  redeploy(service: string): Promise<void>;
  resource(service: string, logicalId: string): DeployedResource;
  /** Everything, by `service/logicalId`. */
  deployed(): ReadonlyMap<string, DeployedResource>;
}

/** Takes templates from their files to running resources, and says what of them has no local effect. */
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
        throw new Error(`There is no parameter ${name}${version === undefined ? '' : `:${version}`}.`);
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

  const deploy = async () => {
    const planned = plan();
    await deployment.deploy(planned);
    for (const key of await deployment.removeExcept(planned))
      terminal.warn(`${key} is gone from the template; what it holds stays until npm start -- --fresh.`);
    const declaredNow = [...deployment.resources.values()].filter(
      ({ type }) => type === 'AWS::SSM::Parameter',
    );
    store.dropDeclaredExcept(declaredNow.map(({ properties }) => String(properties['Name'])));
    report();
  };

  return {
    resource: deployment.resource,
    deployed: () => deployment.deployed,
    stacks: () => stacks,
    deploy,
    async load() {
      const folders = await serviceFolders(workspaceFolder);
      // Of services that nobody asked for, only those that are packaged can be referred to.
      const isAskedFor = (folder: string) => wanted === undefined || wanted.includes(basename(folder));
      const readable = folders.filter((folder) => isAskedFor(folder) || existsSync(packagedTemplate(folder)));
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
        // What runs stays what it was, and the next edit is compared with that.
        stacks = before;
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
