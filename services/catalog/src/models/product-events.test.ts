import { describe, expect, it } from '@jest/globals';
import { ProductChanged } from '#libs/contracts';
import { createAjv } from '#libs/schema';
import fc from 'fast-check';
import { checkStreamFilter } from '../../../../tools/workspace/src/testing/stream-filter.ts';
import { NOON, sampleCategory, sampleImage, sampleProduct } from '../../test/samples.ts';
import { NewProduct } from './product.ts';
import { toProductEvents } from './product-events.ts';
import { withImage } from './product-images.ts';

const product = { ...sampleProduct(sampleCategory().categoryId), version: 1, correlationId: 'c' };
const { productId, title, price, categoryId } = product;
const toEvents = toProductEvents('https://s3.example/bucket');

describe('productEvents', () => {
  it('returns a ProductChanged event that matches its contract for a new product', () => {
    const [event, ...others] = toEvents({ after: product });
    expect(others).toEqual([]);
    expect(event).toEqual({
      contract: ProductChanged,
      subject: productId,
      revision: 1,
      data: { productId, title, price, categoryId, status: 'active' },
    });
    const envelope = { id: '1', type: 'ProductChanged', version: 1, source: 'catalog', correlationId: 'c' };
    expect(ProductChanged.validate({ ...envelope, occurredAt: product.createdAt, ...event })).toBe(true);
  });

  it('matches its contract for every product that staff can create', () => {
    const isAccepted = createAjv().compile(NewProduct);
    const anyTitle = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 250 }));
    const anyAmount = fc.oneof(fc.integer(), fc.double(), fc.nat());
    const currency = fc.constantFrom('EUR', 'USD', 'XQZ', 'eur');
    fc.assert(
      fc.property(anyTitle, anyAmount, currency, (newTitle, amount, code) => {
        const request = {
          title: newTitle,
          description: 'A lamp.',
          categoryId,
          price: { amount, currency: code },
        };
        fc.pre(isAccepted(request));
        const [event] = toEvents({ after: { ...product, ...request } });
        const envelope = {
          id: '1',
          type: 'ProductChanged',
          version: 1,
          source: 'catalog',
          correlationId: 'c',
        };
        expect(ProductChanged.validate({ ...envelope, occurredAt: product.createdAt, ...event })).toBe(true);
      }),
    );
  });

  it.each([
    ['price', { price: { amount: 1, currency: 'EUR' } }],
    ['title', { title: 'Lamp' }],
    ['status', { status: 'archived' }],
  ])('returns an event for a changed %s', (_, change) => {
    const after = { ...product, ...change, version: 2 };
    expect(toEvents({ before: product, after })).toEqual([
      expect.objectContaining({ revision: 2, data: expect.objectContaining(change) }),
    ]);
  });

  it('includes the URL of the first image', () => {
    const image = sampleImage('img_1');
    const [event] = toEvents({ before: product, after: withImage(product, image, NOON) });
    expect(event?.data).toMatchObject({
      imageUrl: `https://s3.example/bucket/images/${productId}/img_1/640.webp`,
    });
  });

  it('returns no event for other changes or a deletion', () => {
    const after = { ...product, description: 'Better.', updatedAt: '2031-01-01T00:00:00.000Z', version: 2 };
    expect(toEvents({ before: product, after })).toEqual([]);
    expect(toEvents({ before: product })).toEqual([]);
  });

  it('is invoked for every change that it publishes', async () => {
    const item = fc
      .record({ title: fc.string(), description: fc.string(), status: fc.constantFrom('active', 'archived') })
      .map((fields) => ({ ...product, ...fields }));
    const count = await checkStreamFilter(
      ['catalog', 'publish-product-changes'],
      item,
      (change) => toEvents(change as Parameters<typeof toEvents>[0]).length > 0,
    );
    expect(count).toBeGreaterThan(0);
  });
});
