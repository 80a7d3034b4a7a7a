import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { verify } from '../report/verify.ts';
import type { DeploymentTest } from './deployment-test.ts';

const PREVIEW = 'pr-7';

/**
 * Deploys a preview of catalog with its dependencies, adds data to each store, and removes the preview from a checkout
 * without catalog, as after a commit of a pull request that renames a service.
 */
export async function previewComesAndGoes({ workspace, nxIn, stage }: DeploymentTest): Promise<string> {
  const before = await stage.listResources();
  const nx = nxIn(PREVIEW);
  const deployed = await nx('run', 'catalog:deploy');
  verify(deployed.exitCode === 0, 'a preview can be deployed', deployed.output);
  const more = (await stage.listResources()).length - before.length;
  verify(more > 0, 'the preview is there');

  const bucket = (await stage.listResources()).find((name) => name.startsWith(`tradewind-images-${PREVIEW}`));
  verify(bucket !== undefined, 'the preview has a bucket for images', bucket);
  const { awsClientConfig } = await stage.context([]);
  const buckets = new S3Client({ ...awsClientConfig, forcePathStyle: true });
  await buckets.send(new PutObjectCommand({ Bucket: bucket, Key: 'images/one', Body: 'an image' }));
  await stage.putParameter(`/tradewind/${PREVIEW}/catalog/written-by-hand`, 'a key');

  workspace.removeFolder('services/catalog');
  workspace.commit('a service less');
  const removed = await nx('run', 'tradewind:remove-stage');
  verify(
    /catalog is removed from pr-7/.test(removed.output),
    'a service without sources goes',
    removed.output,
  );
  verify(removed.exitCode === 0, 'a preview can be removed', removed.output);
  const left = (await stage.listResources()).filter((name) => !before.includes(name));
  verify(left.length === 0, 'nothing of a preview is left', left);
  return `${more} things came and went, a full bucket, a parameter written by hand and a service without sources among them`;
}
