import { build } from 'esbuild';
import { bundleOptions, taskBundleOptions } from './bundle-options.ts';
import type { Bundles } from './service-build.ts';
import type { ServiceManifest } from './service-manifest.ts';

/** Bundles functions and tasks of a service; what they are made of stands in one record. */
export async function bundleService(
  service: Pick<ServiceManifest, 'folder' | 'functions' | 'tasks'>,
): Promise<Bundles> {
  const functions = await build(bundleOptions(service));
  if (service.tasks.length === 0) return functions;
  const tasks = await build(taskBundleOptions(service));
  return {
    outputFiles: [...functions.outputFiles, ...tasks.outputFiles],
    metafile: {
      inputs: { ...functions.metafile.inputs, ...tasks.metafile.inputs },
      outputs: { ...functions.metafile.outputs, ...tasks.metafile.outputs },
    },
  };
}
