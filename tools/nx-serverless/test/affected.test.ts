import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WORKSPACE } from '../src/deploy-targets.ts';
import { runInGraphWorkspace, writeGraphWorkspace } from './graph-workspace.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';

/** `catalog` uses `models` through `lambda`; `platform` uses nothing; `pictures` publishes a layer. */
const projects: Record<string, string> = {
  'libs/models/src/index.ts': 'export const money = 1;\n',
  'libs/lambda/src/index.ts': "export { money } from '#libs/models';\n",
  'libs/unused/src/index.ts': 'export const nothing = 1;\n',
  'services/catalog/serverless.yml':
    'service: tradewind-catalog\n# {{resolve:ssm:/tradewind/${sls:stage}/unknown/x}}\n',
  'services/catalog/infra/alarms.yml':
    "AlarmActions: ['{{resolve:ssm:/tradewind/${sls:stage}/platform/alarm-topic-arn}}']\n",
  'services/catalog/src/handlers/get-product.ts': "export { money as handler } from '#libs/lambda';\n",
  'services/platform/serverless.yml': 'service: tradewind-platform\n',
  'services/pictures/serverless.yml': 'service: tradewind-pictures\n',
  'services/pictures/layers.yml': 'painter: { packages: [painter], maxZippedMegabytes: 1 }\n',
  'tools/build/src/bundler/build-service.ts': 'export const build = 1;\n',
  'tools/build/src/layers/build-layer.ts': 'export const layer = 1;\n',
  'tools/build/README.md': '# build\n',
  'tools/checks/README.md': '# checks\n',
  'tools/nx-serverless/README.md': '# nx-serverless\n',
  'tools/checks/src/workflows/lint-workflows.ts': 'export const lint = 1;\n',
};

interface Graph {
  readonly nodes: Record<
    string,
    {
      readonly data: {
        readonly root: string;
        readonly tags?: string[];
        readonly targets: Record<string, { cache?: boolean; dependsOn?: (string | object)[] }>;
      };
    }
  >;
  readonly dependencies: Record<string, { readonly target: string }[]>;
}

describe('the project graph', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'graph-')));
  const nx = (...args: string[]) =>
    runInGraphWorkspace(folder, join(workspaceRoot, 'node_modules/nx/dist/bin/nx.js'), ...args);
  const projectsAffectedBy = (file: string) =>
    (JSON.parse(nx('show', 'projects', '--affected', `--files=${file}`, '--json')) as string[]).toSorted();
  const affectedBy = (file: string) => projectsAffectedBy(file).filter((name) => name !== WORKSPACE);
  let graph: Graph;

  beforeAll(() => {
    writeGraphWorkspace(folder, projects);
    nx('graph', '--file=graph.json');
    graph = (JSON.parse(readFileSync(join(folder, 'graph.json'), 'utf8')) as { graph: Graph }).graph;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('finds every project by what is in its folder, named after it', () => {
    expect(
      Object.fromEntries(
        Object.entries(graph.nodes).map(([name, { data }]) => [data.root, [name, data.tags?.[0]]]),
      ),
    ).toEqual({
      '.': ['tradewind', undefined],
      'libs/models': ['models', 'type:library'],
      'libs/lambda': ['lambda', 'type:library'],
      'libs/unused': ['unused', 'type:library'],
      'services/catalog': ['catalog', 'type:service'],
      'services/pictures': ['pictures', 'type:service'],
      'services/platform': ['platform', 'type:service'],
      'tools/build': ['build', 'type:tool'],
      'tools/nx-serverless': ['nx-serverless', 'type:tool'],
      'tools/checks': ['checks', 'type:tool'],
    });
  });

  it('gives services what libraries have, and building and packaging', () => {
    const targetsOf = (name: string) => Object.keys(graph.nodes[name]!.data.targets).toSorted();
    expect(targetsOf('models')).toEqual(['integration', 'lint', 'test', 'typecheck']);
    expect(targetsOf('catalog')).toEqual(
      'build deploy diff integration lint logs package prune redrive remove remove-with-readers test typecheck'.split(
        ' ',
      ),
    );
    expect(targetsOf('tradewind')).toEqual([
      'deploy',
      'deploy-graph',
      'deploy-status',
      'logs',
      'remove-stage',
    ]);
  });

  it('deploys a service behind those whose parameters it reads, and removes it before them', () => {
    const runsBehind = (name: string, target: string) => graph.nodes[name]!.data.targets[target]!.dependsOn;
    expect(runsBehind('catalog', 'deploy')).toEqual([
      'package',
      { projects: ['platform'], target: 'deploy', params: 'forward' },
    ]);
    expect(runsBehind('platform', 'deploy')).toEqual(['package']);
    expect(runsBehind('platform', 'remove-with-readers')).toEqual([
      { projects: ['catalog'], target: 'remove-with-readers', params: 'forward' },
    ]);
  });

  it('keeps that order out of the graph by which a change is tested and packaged', () => {
    expect(graph.dependencies['catalog']!.map(({ target }) => target)).not.toContain('platform');
    expect(affectedBy('services/platform/infra/alarms.yml')).toEqual(['platform']);
  });

  it('affects no service by a file of the whole workspace', () => {
    expect(affectedBy('docs/deploying.md')).toEqual([]);
  });

  it('affects by every file the deploy of all, which asks the ledger what the stage lacks', () => {
    for (const file of ['docs/deploying.md', 'libs/unused/src/index.ts', 'services/platform/serverless.yml'])
      expect(projectsAffectedBy(file)).toContain(WORKSPACE);
    expect(graph.nodes[WORKSPACE]!.data.targets['deploy']!.dependsOn).toEqual([
      { projects: ['catalog', 'pictures', 'platform'], target: 'deploy', params: 'forward' },
    ]);
  });

  it('draws an edge for an import by subpath', () => {
    expect(graph.dependencies['lambda']!.map(({ target }) => target)).toEqual(['models']);
    expect(graph.dependencies['catalog']!.map(({ target }) => target)).toEqual(['lambda']);
  });

  it('affects the direct and indirect users of an edited library, and no other project', () => {
    expect(affectedBy('libs/models/src/index.ts')).toEqual(['catalog', 'lambda', 'models']);
    expect(affectedBy('libs/unused/src/index.ts')).toEqual(['unused']);
  });

  it('affects one service by an edit of its own', () => {
    expect(affectedBy('services/platform/serverless.yml')).toEqual(['platform']);
  });

  it('affects every service by an edit of what builds and packages them', () => {
    expect(affectedBy('tools/build/src/bundler/build-service.ts')).toEqual([
      'build',
      'catalog',
      'pictures',
      'platform',
    ]);
    expect(affectedBy('tools/serverless-conventions/provider.yml')).toEqual([
      'catalog',
      'pictures',
      'platform',
    ]);
  });

  it('affects only the publisher of a layer when the lock file or the layer builder changes', () => {
    expect(affectedBy('tools/build/src/layers/build-layer.ts')).toEqual(['build', 'pictures']);
    const packaging = graph.nodes['pictures']!.data.targets['package'] as { inputs?: unknown[] };
    expect(packaging.inputs).toContain('{workspaceRoot}/package-lock.json');
  });
});
