import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkStreamFilter } from '../../../../tools/workspace/src/testing/stream-filter.ts';
import { sampleCategory, sampleImage, sampleProduct } from '../../test/samples.ts';
import { removeImageVariants } from './remove-image-variants.ts';

it('is invoked for every change that removes variants of images', async () => {
  const product = sampleProduct(sampleCategory().categoryId);
  const image = sampleImage('img_1');
  const item = fc.boolean().map((hasImage) => ({ ...product, images: hasImage ? [image] : [] }));
  const count = await checkStreamFilter(['catalog', 'remove-image-variants'], item, async (change) => {
    let isRemoved = false;
    const remove = async () => void (isRemoved = true);
    await removeImageVariants({ change }, { bucket: { remove } });
    return isRemoved;
  });
  expect(count).toBeGreaterThan(0);
});
