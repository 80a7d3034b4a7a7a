import { mkdirSync, readFileSync, renameSync, rmSync, statSync, existsSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { unzipSync } from 'fflate';
import { arn } from '../../../../workspace/src/aws/aws-constants.ts';
import type { DeployedResource, Resource } from '../../contract/resource.ts';

export interface Layers {
  deploy(resource: Resource): DeployedResource;
  /** Returns the unpacked folders of the layers, in the order of the ARNs. @throws Error for a layer that no template declares */
  folders(layerArns: readonly string[]): string[];
}

/** Unpacks layers from the archives that packaging wrote, which are also what a deployment uploads. */
export function createLayers({ folder }: { folder: string }): Layers {
  const folderOfArn = new Map<string, string>();

  return {
    deploy(resource) {
      const name = String(resource.properties.LayerName ?? resource.logicalId);
      const layerArn = arn('lambda', `layer:${name}:1`);
      folderOfArn.set(layerArn, unpack(archivePath(resource), join(folder, name)));
      return { ref: layerArn, attributes: { LayerVersionArn: layerArn } };
    },
    folders: (layerArns) =>
      layerArns.map((layerArn) => {
        const found = folderOfArn.get(layerArn);
        if (!found)
          throw new Error(
            `No template declares the layer ${layerArn}. Layers of other accounts are not supported locally.`,
          );
        return found;
      }),
  };
}

/** The archive has the same name in `.serverless/` as in the deployment bucket. */
function archivePath({ properties, service, serviceFolder, logicalId }: Resource): string {
  const key = (properties.Content as { S3Key?: string } | undefined)?.S3Key ?? '';
  const path = join(serviceFolder, '.serverless', basename(key));
  if (!key.endsWith('.zip') || !existsSync(path))
    throw new Error(
      `${service}: the archive ${path} of the layer ${logicalId} is missing. Package the service again.`,
    );
  return path;
}

/** Unpacks into a new folder and renames it, so that an interrupted run leaves no incomplete layer. */
function unpack(archive: string, target: string): string {
  const marker = join(target, '.unpacked-from');
  const { mtimeMs, size } = statSync(archive);
  const version = `${archive} ${mtimeMs} ${size}`;
  if (existsSync(marker) && readFileSync(marker, 'utf8') === version) return target;
  const fresh = `${target}.new`;
  rmSync(fresh, { recursive: true, force: true });
  for (const [path, content] of Object.entries(unzipSync(readFileSync(archive)))) {
    if (path.endsWith('/')) continue;
    const file = resolve(fresh, path);
    if (!file.startsWith(resolve(fresh) + sep))
      throw new Error(`${archive}: the entry ${path} is outside of the layer`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  mkdirSync(fresh, { recursive: true });
  writeFileSync(join(fresh, '.unpacked-from'), version);
  rmSync(target, { recursive: true, force: true });
  renameSync(fresh, target);
  return target;
}
