import type { Osls } from './osls.ts';

interface LayerCompiler {
  compareWithLastLayer(layerName: string): Promise<void>;
}

/**
 * Keeps osls from asking CloudFormation, while it packages, whether a layer is the one that is deployed: a package
 * needs no account and is the same for everybody. Whether there is anything to deploy, the ledger knows.
 */
export function packageLayersOffline({ pluginManager }: Osls): void {
  for (const plugin of pluginManager.getPlugins())
    if (isLayerCompiler(plugin)) plugin.compareWithLastLayer = async () => {};
}

const isLayerCompiler = (plugin: unknown): plugin is LayerCompiler =>
  typeof (plugin as Partial<LayerCompiler>).compareWithLastLayer === 'function';
