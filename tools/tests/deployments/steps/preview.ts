import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { must } from '../report/must.ts';
import type { Proof } from './proof.ts';

const PREVIEW = 'pr-7';

/**
 * Deploys a preview of catalog, with all that it needs, puts something into each store, and removes it from a checkout
 * in which catalog is no more, as where a later commit of a pull request renames a service.
 */
export async function previewComesAndGoes({ workspace, nxIn, stage }: Proof): Promise<string> {
  const before = await stage.everythingThere();
  const nx = nxIn(PREVIEW);
  const deployed = await nx('run', 'catalog:deploy');
  must(deployed.exitCode === 0, 'a preview can be deployed', deployed.output);
  const more = (await stage.everythingThere()).length - before.length;
  must(more > 0, 'the preview is there');

  const bucket = (await stage.everythingThere()).find((name) =>
    name.startsWith(`tradewind-images-${PREVIEW}`),
  );
  must(bucket !== undefined, 'the preview has a bucket for images', bucket);
  const { awsClientConfig } = await stage.context([]);
  const buckets = new S3Client({ ...awsClientConfig, forcePathStyle: true });
  await buckets.send(new PutObjectCommand({ Bucket: bucket, Key: 'images/one', Body: 'an image' }));
  await stage.putParameter(`/tradewind/${PREVIEW}/catalog/written-by-hand`, 'a key');

  workspace.removeFolder('services/catalog');
  workspace.commit('a service less');
  const removed = await nx('run', 'tradewind:remove-stage');
  must(/catalog is removed from pr-7/.test(removed.output), 'a service without sources goes', removed.output);
  must(removed.exitCode === 0, 'a preview can be removed', removed.output);
  const left = (await stage.everythingThere()).filter((name) => !before.includes(name));
  must(left.length === 0, 'nothing of a preview is left', left);
  return `${more} things came and went, a full bucket, a parameter written by hand and a service without sources among them`;
}
