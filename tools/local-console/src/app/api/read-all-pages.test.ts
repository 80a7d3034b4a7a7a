import { describe, expect, it } from '@jest/globals';
import { readAllPages } from './read-all-pages.ts';

describe('readAllPages', () => {
  it('passes the cursor of each page to the next request', async () => {
    const inputs: object[] = [];
    const callAws = async <Result>(_service: string, _operation: string, input: object) => {
      inputs.push(input);
      return (inputs.length === 1 ? { Names: ['a', 'b'], Last: 'b' } : { Names: ['c'] }) as Result;
    };
    const operation = {
      service: 'dynamodb',
      operation: 'List',
      input: { Limit: 2 },
      items: 'Names',
      cursor: { from: 'Last', to: 'Start' },
    };
    expect(await readAllPages(operation, callAws)).toEqual(['a', 'b', 'c']);
    expect(inputs).toEqual([{ Limit: 2 }, { Limit: 2, Start: 'b' }]);
  });
});
