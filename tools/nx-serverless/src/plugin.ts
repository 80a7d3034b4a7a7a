import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createNodesFromFiles, type CreateNodes, type PreTasksExecution } from '@nx/devkit';
import { WORKSPACE, workspaceTargets, type Neighbors } from './deploy-targets.ts';
import { comparedForDeploy, isUnchanged, refuseToOverlook } from './nothing-affected.ts';
import { placeOfRun } from './place-of-run.ts';
import { serviceSources, upstreamsInSources } from './service-sources.ts';
import { projectAt, type ProjectKind } from './targets.ts';

/** What makes a folder a project is a file that is there anyway. */
const projectFiles =
  /^(services\/[^/]+)\/serverless\.yml$|^(libs\/[^/]+)\/src\/index\.ts$|^(tools\/[^/]+)\/README\.md$/;
const serviceFile = /^services\/([^/]+)\/serverless\.yml$/;

/** Infers every project and its targets, so that no folder carries a project.json that repeats the others'. */
export const createNodes: CreateNodes = [
  '{nx.json,services/*/serverless.yml,libs/*/src/index.ts,tools/*/README.md}',
  (files, options, context) => {
    const services = files.flatMap((file) => serviceFile.exec(file)?.[1] ?? []).toSorted();
    const neighbors = neighborsIn(context.workspaceRoot, services);
    return createNodesFromFiles(
      (file) =>
        file === 'nx.json' ? workspaceProject(services) : projectOf(file, neighbors, context.workspaceRoot),
      files,
      options,
      context,
    );
  },
];

/** Nx takes what is set here for the environment of the run. */
export const preTasksExecution: PreTasksExecution = async (_options, run) => {
  const { argv, workspaceRoot, nxJsonConfiguration } = run;
  Object.assign(process.env, placeOfRun(argv));
  const compared = comparedForDeploy(argv, { defaultBase: nxJsonConfiguration.defaultBase });
  if (!compared || !isUnchanged(compared, workspaceRoot)) return;
  // Loaded only here: every run of Nx loads this plugin, and few deploy.
  const { lackingInStage } = await import('../../operations/src/deploy/status/lacking-in-stage.ts');
  await refuseToOverlook(compared, lackingInStage(join(workspaceRoot, 'services')));
};

function projectOf(file: string, neighbors: ReadonlyMap<string, Neighbors>, workspaceRoot: string) {
  const [, service, library, tool] = projectFiles.exec(file) ?? [];
  const kind: ProjectKind = service ? 'service' : library ? 'library' : 'tool';
  const root = service ?? library ?? tool;
  if (root === undefined) return {};
  const hasLayers = existsSync(join(workspaceRoot, root, 'layers.yml'));
  const hasParameters = kind === 'service' && existsSync(join(workspaceRoot, root, 'src/parameters'));
  const surroundings = { neighbors: neighbors.get(root), hasLayers, hasParameters };
  return { projects: { [root]: projectAt(root, kind, surroundings) } };
}

/** For what concerns all services: `npx nx deploy-graph`. It has no checks, which `npm run check` makes for all files. */
const workspaceProject = (services: readonly string[]) => ({
  projects: { '.': { name: WORKSPACE, root: '.', targets: workspaceTargets(services) } },
});

/** @returns the neighbors of each service, by its folder */
function neighborsIn(workspaceRoot: string, services: readonly string[]): Map<string, Neighbors> {
  const upstreams = new Map(
    services.map((name) => {
      const needed = upstreamsInSources(serviceSources(join(workspaceRoot, 'services', name)));
      return [name, needed.filter((each) => services.includes(each))];
    }),
  );
  const downstreamsOf = (name: string) => services.filter((each) => upstreams.get(each)!.includes(name));
  return new Map(
    services.map((name) => [
      `services/${name}`,
      { upstreams: upstreams.get(name)!, downstreams: downstreamsOf(name) },
    ]),
  );
}
