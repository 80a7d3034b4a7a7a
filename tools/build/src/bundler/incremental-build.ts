import { build, context, type BuildContext } from 'esbuild';
import { apiDocuments } from './openapi/api-documents.ts';
import { bundleOptions, taskBundleOptions } from './bundle/bundle-options.ts';
import { bundleSources } from './bundle/bundle-sources.ts';
import { environmentDocuments } from './environment/environment-documents.ts';
import { prebundledPackages } from './bundle/prebundled-packages.ts';
import { updateDist } from './dist-folder.ts';
import { readServiceManifest, type ServiceManifest } from './service-manifest.ts';

type Context = BuildContext<ReturnType<typeof bundleOptions>>;

/** An esbuild context keeps every parsed module in memory, so only the most recent ones are kept. */
const CONTEXTS_KEPT = 2;

/** Rebuilds the edited parts of a service. */
export interface IncrementalBuild {
  /**
   * @param edited     absolute paths of the source files edited since the last call
   * @param onWriting  called with the names of the files in `dist` that are about to change
   * @returns the names of the changed files in `dist`
   * @throws CommandError or esbuild's BuildFailure; the next call retries failed bundles
   */
  update(edited: ReadonlySet<string>, onWriting?: (files: readonly string[]) => void): Promise<string[]>;
  dispose(): Promise<void>;
}

/**
 * @param folder      the folder of the service
 * @param isReadable  whether bundles keep the names and statements of the sources, for a debugger
 * @param isBuilt     whether to trust the record of the last build; otherwise, the first update builds everything
 */
export function incrementalBuild(
  folder: string,
  { isReadable = false, isBuilt = true } = {},
): IncrementalBuild {
  const sources = bundleSources(folder, { isBuilt });
  const contexts = recentContexts(isReadable);
  const failed = new Set<string>();
  return {
    async update(edited, onWriting) {
      for (const name of sources.findFunctions(edited)) failed.add(name);
      const service = readServiceManifest(folder);
      const isOutdated = ({ name }: { name: string }) => failed.has(name) || !sources.has(name);
      const outdated = service.bundles.filter(isOutdated);
      const tasks = service.tasks.filter(isOutdated);
      const documents = await apiDocuments(service);
      const bundles = [
        ...(outdated.length > 0
          ? [await (await contexts.for({ ...service, bundles: outdated })).rebuild()]
          : []),
        ...(tasks.length > 0 ? [await build(taskBundleOptions({ ...service, tasks }))] : []),
      ];
      for (const { metafile } of bundles) sources.update(metafile);
      const declarations = bundles.flatMap(({ metafile }) => [...environmentDocuments(folder, metafile)]);
      failed.clear();
      // Image tags are not updated: no image is built while a developer edits the service.
      return updateDist(
        service,
        { outputFiles: bundles.flatMap(({ outputFiles }) => outputFiles) },
        new Map([...documents, ...declarations]),
        onWriting,
      );
    },
    dispose: () => contexts.dispose(),
  };
}

function editingOptions(service: ServiceManifest, isReadable: boolean) {
  const options = bundleOptions(service);
  return { ...options, minify: !isReadable, plugins: [prebundledPackages(), ...options.plugins] };
}

/** Consecutive edits usually affect the same functions, so their contexts are reused. */
function recentContexts(isReadable: boolean) {
  const kept = new Map<string, Context>();
  return {
    async for(service: ServiceManifest): Promise<Context> {
      const key = service.bundles.map(({ name }) => name).join();
      const recent = kept.get(key) ?? (await context(editingOptions(service, isReadable)));
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
