import { build } from 'esbuild';
import { bundleOptions, taskBundleOptions } from './bundle-options.ts';
import type { Bundles } from '../dist-folder.ts';
import type { ServiceManifest } from '../service-manifest.ts';

/** Bundles the functions and tasks of a service, and merges their metafiles. */
export async function bundleService(
  service: Pick<ServiceManifest, 'folder' | 'functions' | 'bundles' | 'tasks'>,
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
