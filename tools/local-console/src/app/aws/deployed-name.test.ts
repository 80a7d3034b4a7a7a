import { describe, expect, it } from '@jest/globals';
import { groupByService, lastPart, parseDeployedName } from './deployed-name.ts';

describe('parseDeployedName', () => {
  it('reads service and logical ID', () => {
    expect(parseDeployedName('tradewind-orders-local-OrdersTable-0A1B2C3D4E5F')).toEqual({
      service: 'orders',
      name: 'OrdersTable',
    });
    expect(parseDeployedName('tradewind-media-layer-local-Bucket-0a1b2c3d4e5f')).toEqual({
      service: 'media-layer',
      name: 'Bucket',
    });
  });

  it('keeps a name that was not generated', () => {
    expect(parseDeployedName('tradewind-images-local-000000000000-us-east-1')).toEqual({
      service: '',
      name: 'images',
    });
    expect(parseDeployedName('seats')).toEqual({ service: '', name: 'seats' });
  });
});

describe('lastPart', () => {
  it('returns the name of an ARN or queue URL', () => {
    expect(lastPart('arn:aws:sqs:us-east-1:000000000000:jobs')).toBe('jobs');
    expect(lastPart('http://127.0.0.1:4566/000000000000/jobs')).toBe('jobs');
  });
});

describe('groupByService', () => {
  it('sorts services and names', () => {
    const names = ['B', 'A'].flatMap((name) =>
      ['orders', 'catalog'].map((service) => `tradewind-${service}-local-${name}-0A1B2C3D4E5F`),
    );
    const groups = groupByService(names, parseDeployedName);
    expect(
      groups.map(({ service, items }) => [service, items.map((each) => parseDeployedName(each).name)]),
    ).toEqual([
      ['catalog', ['A', 'B']],
      ['orders', ['A', 'B']],
    ]);
  });
});
