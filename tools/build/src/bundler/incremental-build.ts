import { build, context, type BuildContext } from 'esbuild';
import { apiDocuments } from './api-documents.ts';
import { bundleOptions, taskBundleOptions } from './bundle-options.ts';
import { bundleSources } from './bundle-sources.ts';
import { environmentDocuments } from './environment-documents.ts';
import { prebundledPackages } from './prebundled-packages.ts';
import { updateDist } from './service-build.ts';
import { readServiceManifest, type ServiceManifest } from './service-manifest.ts';

type Context = BuildContext<ReturnType<typeof bundleOptions>>;

/** An esbuild context keeps every module it parsed: those of the last edits are enough. */
const CONTEXTS_KEPT = 2;

/** Rebuilds parts of a service while somebody edits it. */
export interface IncrementalBuild {
  /**
   * @param edited  absolute paths of the source files edited since the last call
   * @returns names of the files in `dist` that changed
   * @throws CommandError or esbuild's BuildFailure; what failed is tried again at the next call
   */
  update(edited: ReadonlySet<string>): Promise<string[]>;
  dispose(): Promise<void>;
}

/** @param folder  the service's folder */
export function incrementalBuild(folder: string): IncrementalBuild {
  const sources = bundleSources(folder);
  const contexts = recentContexts();
  const failed = new Set<string>();
  return {
    async update(edited) {
      for (const name of sources.functionsOf(edited)) failed.add(name);
      const service = readServiceManifest(folder);
      const isOutdated = ({ name }: { name: string }) => failed.has(name) || !sources.knows(name);
      const functions = service.functions.filter(isOutdated);
      const tasks = service.tasks.filter(isOutdated);
      const documents = await apiDocuments(service);
      const bundles = [
        ...(functions.length > 0 ? [await (await contexts.for({ ...service, functions })).rebuild()] : []),
        ...(tasks.length > 0 ? [await build(taskBundleOptions({ ...service, tasks }))] : []),
      ];
      for (const { metafile } of bundles) sources.learn(metafile);
      const declarations = bundles.flatMap(({ metafile }) => [...environmentDocuments(folder, metafile)]);
      failed.clear();
      // The image's tag stays as it was: no container is made from what somebody is still editing.
      return updateDist(
        service,
        { outputFiles: bundles.flatMap(({ outputFiles }) => outputFiles) },
        new Map([...documents, ...declarations]),
      );
    },
    dispose: () => contexts.dispose(),
  };
}

function editingOptions(service: ServiceManifest) {
  const options = bundleOptions(service);
  return { ...options, plugins: [prebundledPackages(), ...options.plugins] };
}

/** Editing goes on in one place for a while, so the same functions are rebuilt again and again. */
function recentContexts() {
  const kept = new Map<string, Context>();
  return {
    async for(service: ServiceManifest): Promise<Context> {
      const key = service.functions.map(({ name }) => name).join();
      const recent = kept.get(key) ?? (await context(editingOptions(service)));
      kept.delete(key);
      kept.set(key, recent);
      const [oldest] = kept.keys();
      if (kept.size > CONTEXTS_KEPT) {
        await kept.get(oldest!)!.dispose();
        kept.delete(oldest!);
      }
      return recent;
    },
    async dispose(): Promise<void> {
      await Promise.all([...kept.values()].map((each) => each.dispose()));
    },
  };
}
